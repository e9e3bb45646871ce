"""Compiled from ui/sending.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QScrollArea, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.card import Card

class Ui_SendingPage(object):
    def setupUi(self, SendingPage: QWidget) -> None:
        if not SendingPage.objectName():
            SendingPage.setObjectName(u"SendingPage")
        self.layout_37 = QVBoxLayout(SendingPage)
        self.layout_37.setObjectName(u"layout_37")
        self.layout_37.setContentsMargins(24, 24, 24, 24)
        self.frame_layout = QHBoxLayout()
        self.frame_layout.setObjectName(u"frame_layout")
        self.frame_layout.setContentsMargins(0, 0, 0, 0)
        self.spacer_32 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.frame_layout.addItem(self.spacer_32)

        self.column = QWidget(SendingPage)
        self.column.setObjectName(u"column")
        self.layout_33 = QVBoxLayout(self.column)
        self.layout_33.setSpacing(12)
        self.layout_33.setObjectName(u"layout_33")
        self.layout_33.setContentsMargins(0, 0, 0, 0)
        self.step_label = QLabel(self.column)
        self.step_label.setObjectName(u"step_label")
        self.step_label.setProperty(u"role", u"muted")

        self.layout_33.addWidget(self.step_label)

        self.title_label = QLabel(self.column)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setWordWrap(True)
        self.title_label.setProperty(u"role", u"title")

        self.layout_33.addWidget(self.title_label)

        self.why_label = QLabel(self.column)
        self.why_label.setObjectName(u"why_label")
        self.why_label.setWordWrap(True)
        self.why_label.setProperty(u"role", u"muted")

        self.layout_33.addWidget(self.why_label)

        self.practice_card = Card(self.column)
        self.practice_card.setObjectName(u"practice_card")
        self.layout_28 = QVBoxLayout(self.practice_card)
        self.layout_28.setObjectName(u"layout_28")
        self.layout_28.setContentsMargins(16, 8, 16, 8)
        self.practice_label = QLabel(self.practice_card)
        self.practice_label.setObjectName(u"practice_label")
        self.practice_label.setWordWrap(True)
        self.practice_label.setProperty(u"role", u"silent")

        self.layout_28.addWidget(self.practice_label)


        self.layout_33.addWidget(self.practice_card)

        self.failure_card = Card(self.column)
        self.failure_card.setObjectName(u"failure_card")
        self.layout_29 = QHBoxLayout(self.failure_card)
        self.layout_29.setSpacing(12)
        self.layout_29.setObjectName(u"layout_29")
        self.layout_29.setContentsMargins(16, 12, 16, 12)
        self.failure_label = QLabel(self.failure_card)
        self.failure_label.setObjectName(u"failure_label")
        self.failure_label.setWordWrap(True)
        self.failure_label.setProperty(u"role", u"problem")

        self.layout_29.addWidget(self.failure_label)

        self.retry_button = QPushButton(self.failure_card)
        self.retry_button.setObjectName(u"retry_button")

        self.layout_29.addWidget(self.retry_button)

        self.layout_29.setStretch(0, 1)

        self.layout_33.addWidget(self.failure_card)

        self.pages = QStackedWidget(self.column)
        self.pages.setObjectName(u"pages")
        self.plan_page = QWidget()
        self.plan_page.setObjectName(u"plan_page")
        self.layout_4 = QVBoxLayout(self.plan_page)
        self.layout_4.setSpacing(8)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(0, 8, 0, 0)
        self.plan_card = Card(self.plan_page)
        self.plan_card.setObjectName(u"plan_card")
        self.layout_1 = QVBoxLayout(self.plan_card)
        self.layout_1.setSpacing(4)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(16, 12, 16, 12)
        self.revision_label = QLabel(self.plan_card)
        self.revision_label.setObjectName(u"revision_label")
        self.revision_label.setProperty(u"role", u"heading")

        self.layout_1.addWidget(self.revision_label)

        self.revision_note = QLabel(self.plan_card)
        self.revision_note.setObjectName(u"revision_note")
        self.revision_note.setWordWrap(True)
        self.revision_note.setProperty(u"role", u"muted")

        self.layout_1.addWidget(self.revision_note)


        self.layout_4.addWidget(self.plan_card)

        self.blocking_card = Card(self.plan_page)
        self.blocking_card.setObjectName(u"blocking_card")
        self.layout_38 = QVBoxLayout(self.blocking_card)
        self.layout_38.setSpacing(8)
        self.layout_38.setObjectName(u"layout_38")
        self.layout_38.setContentsMargins(16, 12, 16, 12)
        self.blocking_title = QLabel(self.blocking_card)
        self.blocking_title.setObjectName(u"blocking_title")
        self.blocking_title.setWordWrap(True)
        self.blocking_title.setProperty(u"role", u"heading")

        self.layout_38.addWidget(self.blocking_title)

        self.blocking_label = QLabel(self.blocking_card)
        self.blocking_label.setObjectName(u"blocking_label")
        self.blocking_label.setWordWrap(True)

        self.layout_38.addWidget(self.blocking_label)

        self.blocking_note = QLabel(self.blocking_card)
        self.blocking_note.setObjectName(u"blocking_note")
        self.blocking_note.setWordWrap(True)
        self.blocking_note.setProperty(u"role", u"muted")

        self.layout_38.addWidget(self.blocking_note)


        self.layout_4.addWidget(self.blocking_card)

        self.attention_card = Card(self.plan_page)
        self.attention_card.setObjectName(u"attention_card")
        self.layout_2 = QVBoxLayout(self.attention_card)
        self.layout_2.setSpacing(8)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(16, 12, 16, 12)
        self.attention_title = QLabel(self.attention_card)
        self.attention_title.setObjectName(u"attention_title")
        self.attention_title.setWordWrap(True)
        self.attention_title.setProperty(u"role", u"heading")

        self.layout_2.addWidget(self.attention_title)

        self.attention_label = QLabel(self.attention_card)
        self.attention_label.setObjectName(u"attention_label")
        self.attention_label.setWordWrap(True)

        self.layout_2.addWidget(self.attention_label)

        self.attention_note = QLabel(self.attention_card)
        self.attention_note.setObjectName(u"attention_note")
        self.attention_note.setWordWrap(True)
        self.attention_note.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.attention_note)


        self.layout_4.addWidget(self.attention_card)

        self.spacer_3 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_4.addItem(self.spacer_3)

        self.pages.addWidget(self.plan_page)
        self.key_page = QWidget()
        self.key_page.setObjectName(u"key_page")
        self.layout_9 = QVBoxLayout(self.key_page)
        self.layout_9.setSpacing(8)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 8, 0, 0)
        self.layout_6 = QFormLayout()
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setHorizontalSpacing(16)
        self.layout_6.setVerticalSpacing(8)
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.person_label = QLabel(self.key_page)
        self.person_label.setObjectName(u"person_label")

        self.layout_6.setWidget(0, QFormLayout.ItemRole.LabelRole, self.person_label)

        self.person_edit = QLineEdit(self.key_page)
        self.person_edit.setObjectName(u"person_edit")

        self.layout_6.setWidget(0, QFormLayout.ItemRole.FieldRole, self.person_edit)

        self.first_label = QLabel(self.key_page)
        self.first_label.setObjectName(u"first_label")

        self.layout_6.setWidget(1, QFormLayout.ItemRole.LabelRole, self.first_label)

        self.first_edit = QLineEdit(self.key_page)
        self.first_edit.setObjectName(u"first_edit")
        self.first_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.layout_6.setWidget(1, QFormLayout.ItemRole.FieldRole, self.first_edit)

        self.layout_5 = QHBoxLayout()
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 0, 0, 0)
        self.strength_bar = QProgressBar(self.key_page)
        self.strength_bar.setObjectName(u"strength_bar")
        self.strength_bar.setMaximum(4)
        self.strength_bar.setTextVisible(False)

        self.layout_5.addWidget(self.strength_bar)

        self.strength_label = QLabel(self.key_page)
        self.strength_label.setObjectName(u"strength_label")
        self.strength_label.setProperty(u"role", u"muted")

        self.layout_5.addWidget(self.strength_label)

        self.layout_5.setStretch(0, 1)
        self.layout_5.setStretch(1, 2)

        self.layout_6.setLayout(2, QFormLayout.ItemRole.FieldRole, self.layout_5)

        self.second_label = QLabel(self.key_page)
        self.second_label.setObjectName(u"second_label")

        self.layout_6.setWidget(3, QFormLayout.ItemRole.LabelRole, self.second_label)

        self.second_edit = QLineEdit(self.key_page)
        self.second_edit.setObjectName(u"second_edit")
        self.second_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.layout_6.setWidget(3, QFormLayout.ItemRole.FieldRole, self.second_edit)

        self.show_check = QCheckBox(self.key_page)
        self.show_check.setObjectName(u"show_check")

        self.layout_6.setWidget(4, QFormLayout.ItemRole.FieldRole, self.show_check)


        self.layout_9.addLayout(self.layout_6)

        self.key_card_note = Card(self.key_page)
        self.key_card_note.setObjectName(u"key_card_note")
        self.layout_7 = QVBoxLayout(self.key_card_note)
        self.layout_7.setSpacing(4)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.key_warning_title = QLabel(self.key_card_note)
        self.key_warning_title.setObjectName(u"key_warning_title")
        self.key_warning_title.setProperty(u"role", u"heading")

        self.layout_7.addWidget(self.key_warning_title)

        self.key_warning = QLabel(self.key_card_note)
        self.key_warning.setObjectName(u"key_warning")
        self.key_warning.setWordWrap(True)

        self.layout_7.addWidget(self.key_warning)


        self.layout_9.addWidget(self.key_card_note)

        self.spacer_8 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_9.addItem(self.spacer_8)

        self.pages.addWidget(self.key_page)
        self.card_page = QWidget()
        self.card_page.setObjectName(u"card_page")
        self.layout_14 = QVBoxLayout(self.card_page)
        self.layout_14.setSpacing(8)
        self.layout_14.setObjectName(u"layout_14")
        self.layout_14.setContentsMargins(0, 8, 0, 0)
        self.card_card = Card(self.card_page)
        self.card_card.setObjectName(u"card_card")
        self.layout_10 = QFormLayout(self.card_card)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setHorizontalSpacing(24)
        self.layout_10.setVerticalSpacing(8)
        self.layout_10.setContentsMargins(16, 16, 16, 16)
        self.card_region_label = QLabel(self.card_card)
        self.card_region_label.setObjectName(u"card_region_label")
        self.card_region_label.setProperty(u"role", u"muted")

        self.layout_10.setWidget(0, QFormLayout.ItemRole.LabelRole, self.card_region_label)

        self.card_region = QLabel(self.card_card)
        self.card_region.setObjectName(u"card_region")
        self.card_region.setWordWrap(True)

        self.layout_10.setWidget(0, QFormLayout.ItemRole.FieldRole, self.card_region)

        self.card_person_label = QLabel(self.card_card)
        self.card_person_label.setObjectName(u"card_person_label")
        self.card_person_label.setProperty(u"role", u"muted")

        self.layout_10.setWidget(1, QFormLayout.ItemRole.LabelRole, self.card_person_label)

        self.card_person = QLabel(self.card_card)
        self.card_person.setObjectName(u"card_person")
        self.card_person.setWordWrap(True)

        self.layout_10.setWidget(1, QFormLayout.ItemRole.FieldRole, self.card_person)

        self.card_id_label = QLabel(self.card_card)
        self.card_id_label.setObjectName(u"card_id_label")
        self.card_id_label.setProperty(u"role", u"muted")

        self.layout_10.setWidget(2, QFormLayout.ItemRole.LabelRole, self.card_id_label)

        self.card_id = QLabel(self.card_card)
        self.card_id.setObjectName(u"card_id")

        self.layout_10.setWidget(2, QFormLayout.ItemRole.FieldRole, self.card_id)

        self.card_print_label = QLabel(self.card_card)
        self.card_print_label.setObjectName(u"card_print_label")
        self.card_print_label.setProperty(u"role", u"muted")

        self.layout_10.setWidget(3, QFormLayout.ItemRole.LabelRole, self.card_print_label)

        self.card_print = QLabel(self.card_card)
        self.card_print.setObjectName(u"card_print")
        self.card_print.setWordWrap(True)

        self.layout_10.setWidget(3, QFormLayout.ItemRole.FieldRole, self.card_print)


        self.layout_14.addWidget(self.card_card)

        self.layout_12 = QHBoxLayout()
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(0, 0, 0, 0)
        self.card_button = QPushButton(self.card_page)
        self.card_button.setObjectName(u"card_button")

        self.layout_12.addWidget(self.card_button)

        self.spacer_11 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_12.addItem(self.spacer_11)


        self.layout_14.addLayout(self.layout_12)

        self.spacer_13 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_14.addItem(self.spacer_13)

        self.pages.addWidget(self.card_page)
        self.target_page = QWidget()
        self.target_page.setObjectName(u"target_page")
        self.layout_40 = QVBoxLayout(self.target_page)
        self.layout_40.setObjectName(u"layout_40")
        self.layout_40.setContentsMargins(0, 0, 0, 0)
        self.target_area = QScrollArea(self.target_page)
        self.target_area.setObjectName(u"target_area")
        self.target_area.setFrameShape(QFrame.Shape.NoFrame)
        self.target_area.setWidgetResizable(True)
        self.target_body = QWidget()
        self.target_body.setObjectName(u"target_body")
        self.layout_18 = QVBoxLayout(self.target_body)
        self.layout_18.setSpacing(8)
        self.layout_18.setObjectName(u"layout_18")
        self.layout_18.setContentsMargins(0, 8, 0, 0)
        self.place_layout = QVBoxLayout()
        self.place_layout.setSpacing(8)
        self.place_layout.setObjectName(u"place_layout")
        self.place_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_18.addLayout(self.place_layout)

        self.layout_15 = QHBoxLayout()
        self.layout_15.setSpacing(8)
        self.layout_15.setObjectName(u"layout_15")
        self.layout_15.setContentsMargins(0, 0, 0, 0)
        self.space_label = QLabel(self.target_body)
        self.space_label.setObjectName(u"space_label")
        self.space_label.setWordWrap(True)
        self.space_label.setProperty(u"role", u"muted")

        self.layout_15.addWidget(self.space_label)

        self.folder_button = QPushButton(self.target_body)
        self.folder_button.setObjectName(u"folder_button")

        self.layout_15.addWidget(self.folder_button)

        self.layout_15.setStretch(0, 1)

        self.layout_18.addLayout(self.layout_15)

        self.remark_card = Card(self.target_body)
        self.remark_card.setObjectName(u"remark_card")
        self.layout_141 = QVBoxLayout(self.remark_card)
        self.layout_141.setObjectName(u"layout_141")
        self.layout_141.setContentsMargins(16, 8, 16, 8)
        self.remark_label = QLabel(self.remark_card)
        self.remark_label.setObjectName(u"remark_label")
        self.remark_label.setWordWrap(True)

        self.layout_141.addWidget(self.remark_label)


        self.layout_18.addWidget(self.remark_card)

        self.layout_16 = QFormLayout()
        self.layout_16.setObjectName(u"layout_16")
        self.layout_16.setHorizontalSpacing(16)
        self.layout_16.setVerticalSpacing(8)
        self.layout_16.setContentsMargins(0, 0, 0, 0)
        self.seal_check = QCheckBox(self.target_body)
        self.seal_check.setObjectName(u"seal_check")

        self.layout_16.setWidget(0, QFormLayout.ItemRole.FieldRole, self.seal_check)

        self.seal_label = QLabel(self.target_body)
        self.seal_label.setObjectName(u"seal_label")
        self.seal_label.setWordWrap(True)
        self.seal_label.setProperty(u"role", u"muted")

        self.layout_16.setWidget(1, QFormLayout.ItemRole.FieldRole, self.seal_label)

        self.full_check = QCheckBox(self.target_body)
        self.full_check.setObjectName(u"full_check")

        self.layout_16.setWidget(2, QFormLayout.ItemRole.FieldRole, self.full_check)

        self.passphrase_label = QLabel(self.target_body)
        self.passphrase_label.setObjectName(u"passphrase_label")

        self.layout_16.setWidget(3, QFormLayout.ItemRole.LabelRole, self.passphrase_label)

        self.passphrase_edit = QLineEdit(self.target_body)
        self.passphrase_edit.setObjectName(u"passphrase_edit")
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.layout_16.setWidget(3, QFormLayout.ItemRole.FieldRole, self.passphrase_edit)

        self.head_label = QLabel(self.target_body)
        self.head_label.setObjectName(u"head_label")

        self.layout_16.setWidget(4, QFormLayout.ItemRole.LabelRole, self.head_label)

        self.head_edit = QLineEdit(self.target_body)
        self.head_edit.setObjectName(u"head_edit")
        self.head_edit.setEchoMode(QLineEdit.EchoMode.Password)

        self.layout_16.setWidget(4, QFormLayout.ItemRole.FieldRole, self.head_edit)

        self.head_note = QLabel(self.target_body)
        self.head_note.setObjectName(u"head_note")
        self.head_note.setWordWrap(True)
        self.head_note.setProperty(u"role", u"muted")

        self.layout_16.setWidget(5, QFormLayout.ItemRole.FieldRole, self.head_note)

        self.reveal_check = QCheckBox(self.target_body)
        self.reveal_check.setObjectName(u"reveal_check")

        self.layout_16.setWidget(6, QFormLayout.ItemRole.FieldRole, self.reveal_check)


        self.layout_18.addLayout(self.layout_16)

        self.spacer_17 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_18.addItem(self.spacer_17)

        self.target_area.setWidget(self.target_body)

        self.layout_40.addWidget(self.target_area)

        self.pages.addWidget(self.target_page)
        self.work_page = QWidget()
        self.work_page.setObjectName(u"work_page")
        self.layout_22 = QVBoxLayout(self.work_page)
        self.layout_22.setSpacing(8)
        self.layout_22.setObjectName(u"layout_22")
        self.layout_22.setContentsMargins(0, 8, 0, 0)
        self.work_label = QLabel(self.work_page)
        self.work_label.setObjectName(u"work_label")
        self.work_label.setWordWrap(True)
        self.work_label.setProperty(u"role", u"heading")

        self.layout_22.addWidget(self.work_label)

        self.work_bar = QProgressBar(self.work_page)
        self.work_bar.setObjectName(u"work_bar")
        self.work_bar.setTextVisible(False)

        self.layout_22.addWidget(self.work_bar)

        self.work_note = QLabel(self.work_page)
        self.work_note.setObjectName(u"work_note")
        self.work_note.setWordWrap(True)
        self.work_note.setProperty(u"role", u"muted")

        self.layout_22.addWidget(self.work_note)

        self.layout_20 = QHBoxLayout()
        self.layout_20.setObjectName(u"layout_20")
        self.layout_20.setContentsMargins(0, 0, 0, 0)
        self.cancel_button = QPushButton(self.work_page)
        self.cancel_button.setObjectName(u"cancel_button")

        self.layout_20.addWidget(self.cancel_button)

        self.spacer_19 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_20.addItem(self.spacer_19)


        self.layout_22.addLayout(self.layout_20)

        self.spacer_21 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_22.addItem(self.spacer_21)

        self.pages.addWidget(self.work_page)
        self.done_page = QWidget()
        self.done_page.setObjectName(u"done_page")
        self.layout_27 = QVBoxLayout(self.done_page)
        self.layout_27.setSpacing(8)
        self.layout_27.setObjectName(u"layout_27")
        self.layout_27.setContentsMargins(0, 8, 0, 0)
        self.done_label = QLabel(self.done_page)
        self.done_label.setObjectName(u"done_label")
        self.done_label.setWordWrap(True)
        self.done_label.setProperty(u"role", u"display")

        self.layout_27.addWidget(self.done_label)

        self.done_note = QLabel(self.done_page)
        self.done_note.setObjectName(u"done_note")
        self.done_note.setWordWrap(True)
        self.done_note.setProperty(u"role", u"muted")

        self.layout_27.addWidget(self.done_note)

        self.done_card = Card(self.done_page)
        self.done_card.setObjectName(u"done_card")
        self.layout_23 = QFormLayout(self.done_card)
        self.layout_23.setObjectName(u"layout_23")
        self.layout_23.setHorizontalSpacing(24)
        self.layout_23.setVerticalSpacing(8)
        self.layout_23.setContentsMargins(16, 16, 16, 16)
        self.done_files_label = QLabel(self.done_card)
        self.done_files_label.setObjectName(u"done_files_label")
        self.done_files_label.setProperty(u"role", u"muted")

        self.layout_23.setWidget(0, QFormLayout.ItemRole.LabelRole, self.done_files_label)

        self.done_files = QLabel(self.done_card)
        self.done_files.setObjectName(u"done_files")
        self.done_files.setWordWrap(True)

        self.layout_23.setWidget(0, QFormLayout.ItemRole.FieldRole, self.done_files)

        self.done_folder_label = QLabel(self.done_card)
        self.done_folder_label.setObjectName(u"done_folder_label")
        self.done_folder_label.setProperty(u"role", u"muted")

        self.layout_23.setWidget(1, QFormLayout.ItemRole.LabelRole, self.done_folder_label)

        self.done_folder = QLabel(self.done_card)
        self.done_folder.setObjectName(u"done_folder")
        self.done_folder.setWordWrap(True)

        self.layout_23.setWidget(1, QFormLayout.ItemRole.FieldRole, self.done_folder)

        self.done_revision_label = QLabel(self.done_card)
        self.done_revision_label.setObjectName(u"done_revision_label")
        self.done_revision_label.setProperty(u"role", u"muted")

        self.layout_23.setWidget(2, QFormLayout.ItemRole.LabelRole, self.done_revision_label)

        self.done_revision = QLabel(self.done_card)
        self.done_revision.setObjectName(u"done_revision")

        self.layout_23.setWidget(2, QFormLayout.ItemRole.FieldRole, self.done_revision)

        self.done_print_label = QLabel(self.done_card)
        self.done_print_label.setObjectName(u"done_print_label")
        self.done_print_label.setProperty(u"role", u"muted")

        self.layout_23.setWidget(3, QFormLayout.ItemRole.LabelRole, self.done_print_label)

        self.done_print = QLabel(self.done_card)
        self.done_print.setObjectName(u"done_print")
        self.done_print.setWordWrap(True)

        self.layout_23.setWidget(3, QFormLayout.ItemRole.FieldRole, self.done_print)

        self.done_id_label = QLabel(self.done_card)
        self.done_id_label.setObjectName(u"done_id_label")
        self.done_id_label.setProperty(u"role", u"muted")

        self.layout_23.setWidget(4, QFormLayout.ItemRole.LabelRole, self.done_id_label)

        self.done_id = QLabel(self.done_card)
        self.done_id.setObjectName(u"done_id")
        self.done_id.setWordWrap(True)
        self.done_id.setProperty(u"role", u"muted")

        self.layout_23.setWidget(4, QFormLayout.ItemRole.FieldRole, self.done_id)


        self.layout_27.addWidget(self.done_card)

        self.layout_25 = QHBoxLayout()
        self.layout_25.setSpacing(8)
        self.layout_25.setObjectName(u"layout_25")
        self.layout_25.setContentsMargins(0, 0, 0, 0)
        self.open_button = QPushButton(self.done_page)
        self.open_button.setObjectName(u"open_button")

        self.layout_25.addWidget(self.open_button)

        self.report_button = QPushButton(self.done_page)
        self.report_button.setObjectName(u"report_button")

        self.layout_25.addWidget(self.report_button)

        self.check_button = QPushButton(self.done_page)
        self.check_button.setObjectName(u"check_button")

        self.layout_25.addWidget(self.check_button)

        self.again_button = QPushButton(self.done_page)
        self.again_button.setObjectName(u"again_button")

        self.layout_25.addWidget(self.again_button)

        self.spacer_24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_25.addItem(self.spacer_24)


        self.layout_27.addLayout(self.layout_25)

        self.spacer_26 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_27.addItem(self.spacer_26)

        self.pages.addWidget(self.done_page)

        self.layout_33.addWidget(self.pages)

        self.layout_31 = QHBoxLayout()
        self.layout_31.setSpacing(12)
        self.layout_31.setObjectName(u"layout_31")
        self.layout_31.setContentsMargins(0, 0, 0, 0)
        self.back_button = QPushButton(self.column)
        self.back_button.setObjectName(u"back_button")

        self.layout_31.addWidget(self.back_button)

        self.spacer_30 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_31.addItem(self.spacer_30)

        self.next_button = QPushButton(self.column)
        self.next_button.setObjectName(u"next_button")
        self.next_button.setProperty(u"primary", True)

        self.layout_31.addWidget(self.next_button)


        self.layout_33.addLayout(self.layout_31)


        self.frame_layout.addWidget(self.column)

        self.spacer_34 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.frame_layout.addItem(self.spacer_34)

        self.frame_layout.setStretch(1, 1)

        self.layout_37.addLayout(self.frame_layout)

        self.spacer_36 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_37.addItem(self.spacer_36)

        self.layout_37.setStretch(0, 1)
#if QT_CONFIG(shortcut)
        self.person_label.setBuddy(self.person_edit)
        self.first_label.setBuddy(self.first_edit)
        self.second_label.setBuddy(self.second_edit)
        self.passphrase_label.setBuddy(self.passphrase_edit)
        self.head_label.setBuddy(self.head_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.person_edit, self.first_edit)
        QWidget.setTabOrder(self.first_edit, self.second_edit)
        QWidget.setTabOrder(self.second_edit, self.show_check)
        QWidget.setTabOrder(self.show_check, self.card_button)
        QWidget.setTabOrder(self.card_button, self.folder_button)
        QWidget.setTabOrder(self.folder_button, self.seal_check)
        QWidget.setTabOrder(self.seal_check, self.full_check)
        QWidget.setTabOrder(self.full_check, self.passphrase_edit)
        QWidget.setTabOrder(self.passphrase_edit, self.head_edit)
        QWidget.setTabOrder(self.head_edit, self.reveal_check)
        QWidget.setTabOrder(self.reveal_check, self.cancel_button)
        QWidget.setTabOrder(self.cancel_button, self.next_button)
        QWidget.setTabOrder(self.next_button, self.back_button)
        QWidget.setTabOrder(self.back_button, self.retry_button)
        QWidget.setTabOrder(self.retry_button, self.open_button)
        QWidget.setTabOrder(self.open_button, self.report_button)
        QWidget.setTabOrder(self.report_button, self.check_button)
        QWidget.setTabOrder(self.check_button, self.again_button)

        self.retranslateUi(SendingPage)
    # setupUi

    def retranslateUi(self, SendingPage: QWidget) -> None:
        SendingPage.setWindowTitle(QCoreApplication.translate("SendingPage", u"Kirim", None))
        self.step_label.setText("")
        self.title_label.setText("")
        self.why_label.setText("")
        self.practice_label.setText(QCoreApplication.translate("SendingPage", u"Ini data latihan. Yang dibuat adalah berkas latihan, yang ditolak oleh provinsi di luar latihan.", None))
        self.failure_label.setText("")
        self.retry_button.setText(QCoreApplication.translate("SendingPage", u"&Ulangi", None))
        self.revision_label.setText("")
        self.revision_note.setText("")
        self.blocking_title.setText("")
        self.blocking_label.setText("")
        self.blocking_note.setText(QCoreApplication.translate("SendingPage", u"Perbaiki dahulu, lalu kembali ke halaman ini. Semua isian tetap tersimpan.", None))
        self.attention_title.setText("")
        self.attention_label.setText("")
        self.attention_note.setText(QCoreApplication.translate("SendingPage", u"Semua ini boleh dikirim apa adanya. Perbaikannya nanti dikirim sebagai perbaikan berikutnya.", None))
        self.person_label.setText(QCoreApplication.translate("SendingPage", u"&Nama pemegang kunci", None))
        self.first_label.setText(QCoreApplication.translate("SendingPage", u"&Sandi pengesahan", None))
        self.strength_label.setText("")
        self.second_label.setText(QCoreApplication.translate("SendingPage", u"&Ulangi sandi", None))
        self.show_check.setText(QCoreApplication.translate("SendingPage", u"&Tampilkan sandi", None))
        self.key_warning_title.setText(QCoreApplication.translate("SendingPage", u"Sandi ini tidak dapat dipulihkan", None))
        self.key_warning.setText(QCoreApplication.translate("SendingPage", u"Tidak ada yang dapat membukakannya, juga pembuat program ini. Bila lupa, kunci baru harus dibuat dan didaftarkan lagi ke provinsi. Tulis sandi ini dan simpan terpisah dari komputer.", None))
        self.card_region_label.setText(QCoreApplication.translate("SendingPage", u"Wilayah", None))
        self.card_region.setText("")
        self.card_person_label.setText(QCoreApplication.translate("SendingPage", u"Pemegang", None))
        self.card_person.setText("")
        self.card_id_label.setText(QCoreApplication.translate("SendingPage", u"Nomor kunci", None))
        self.card_id.setText("")
        self.card_print_label.setText(QCoreApplication.translate("SendingPage", u"Sidik kunci", None))
        self.card_print.setText("")
        self.card_button.setText(QCoreApplication.translate("SendingPage", u"&Lihat dan cetak kartu kunci", None))
        self.space_label.setText("")
        self.folder_button.setText(QCoreApplication.translate("SendingPage", u"&Pilih folder lain", None))
        self.remark_label.setText("")
        self.seal_check.setText(QCoreApplication.translate("SendingPage", u"S&egel untuk provinsi", None))
        self.seal_label.setText("")
        self.full_check.setText(QCoreApplication.translate("SendingPage", u"Kirim &lengkap, dengan bukti yang sudah diterima provinsi", None))
        self.passphrase_label.setText(QCoreApplication.translate("SendingPage", u"San&di pengesahan", None))
        self.head_label.setText(QCoreApplication.translate("SendingPage", u"Sandi &kepala", None))
        self.head_note.setText("")
        self.reveal_check.setText(QCoreApplication.translate("SendingPage", u"&Tampilkan sandi", None))
        self.work_label.setText("")
        self.work_note.setText("")
        self.cancel_button.setText(QCoreApplication.translate("SendingPage", u"&Batal", None))
        self.done_label.setText("")
        self.done_note.setText("")
        self.done_files_label.setText(QCoreApplication.translate("SendingPage", u"Berkas", None))
        self.done_files.setText("")
        self.done_folder_label.setText(QCoreApplication.translate("SendingPage", u"Di folder", None))
        self.done_folder.setText("")
        self.done_revision_label.setText(QCoreApplication.translate("SendingPage", u"Kiriman", None))
        self.done_revision.setText("")
        self.done_print_label.setText(QCoreApplication.translate("SendingPage", u"Sidik data", None))
        self.done_print.setText("")
        self.done_id_label.setText(QCoreApplication.translate("SendingPage", u"Nomor isi", None))
        self.done_id.setText("")
        self.open_button.setText(QCoreApplication.translate("SendingPage", u"&Buka folder", None))
        self.report_button.setText(QCoreApplication.translate("SendingPage", u"&Cetak laporan evaluasi", None))
        self.check_button.setText(QCoreApplication.translate("SendingPage", u"P&eriksa lagi", None))
        self.again_button.setText(QCoreApplication.translate("SendingPage", u"&Simpan juga ke tempat lain", None))
        self.back_button.setText(QCoreApplication.translate("SendingPage", u"&Kembali", None))
        self.next_button.setText(QCoreApplication.translate("SendingPage", u"&Lanjut", None))
    # retranslateUi
