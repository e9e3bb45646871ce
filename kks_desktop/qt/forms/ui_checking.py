"""Compiled from ui/checking.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.card import Card

class Ui_CheckingPage(object):
    def setupUi(self, CheckingPage: QWidget) -> None:
        if not CheckingPage.objectName():
            CheckingPage.setObjectName(u"CheckingPage")
        CheckingPage.setAcceptDrops(True)
        self.layout_17 = QVBoxLayout(CheckingPage)
        self.layout_17.setObjectName(u"layout_17")
        self.layout_17.setContentsMargins(24, 24, 24, 24)
        self.frame_layout = QHBoxLayout()
        self.frame_layout.setObjectName(u"frame_layout")
        self.frame_layout.setContentsMargins(0, 0, 0, 0)
        self.spacer_12 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.frame_layout.addItem(self.spacer_12)

        self.column = QWidget(CheckingPage)
        self.column.setObjectName(u"column")
        self.layout_13 = QVBoxLayout(self.column)
        self.layout_13.setSpacing(12)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(0, 0, 0, 0)
        self.title_label = QLabel(self.column)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setProperty(u"role", u"title")

        self.layout_13.addWidget(self.title_label)

        self.why_label = QLabel(self.column)
        self.why_label.setObjectName(u"why_label")
        self.why_label.setWordWrap(True)
        self.why_label.setProperty(u"role", u"muted")

        self.layout_13.addWidget(self.why_label)

        self.drop_card = Card(self.column)
        self.drop_card.setObjectName(u"drop_card")
        self.layout_2 = QHBoxLayout(self.drop_card)
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(16, 16, 16, 16)
        self.drop_label = QLabel(self.drop_card)
        self.drop_label.setObjectName(u"drop_label")
        self.drop_label.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.drop_label)

        self.pick_button = QPushButton(self.drop_card)
        self.pick_button.setObjectName(u"pick_button")
        self.pick_button.setProperty(u"primary", True)

        self.layout_2.addWidget(self.pick_button)

        self.spacer_1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_2.addItem(self.spacer_1)

        self.file_label = QLabel(self.drop_card)
        self.file_label.setObjectName(u"file_label")
        self.file_label.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.file_label)


        self.layout_13.addWidget(self.drop_card)

        self.result_area = QScrollArea(self.column)
        self.result_area.setObjectName(u"result_area")
        self.result_area.setWidgetResizable(True)
        self.result_area.setFrameShape(QFrame.Shape.NoFrame)
        self.result_body = QWidget()
        self.result_body.setObjectName(u"result_body")
        self.layout_11 = QVBoxLayout(self.result_body)
        self.layout_11.setSpacing(12)
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setContentsMargins(0, 0, 8, 0)
        self.verdict_card = Card(self.result_body)
        self.verdict_card.setObjectName(u"verdict_card")
        self.layout_3 = QVBoxLayout(self.verdict_card)
        self.layout_3.setSpacing(4)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(16, 12, 16, 12)
        self.verdict_label = QLabel(self.verdict_card)
        self.verdict_label.setObjectName(u"verdict_label")
        self.verdict_label.setWordWrap(True)
        self.verdict_label.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.verdict_label)

        self.verdict_note = QLabel(self.verdict_card)
        self.verdict_note.setObjectName(u"verdict_note")
        self.verdict_note.setWordWrap(True)

        self.layout_3.addWidget(self.verdict_note)

        self.refusal_label = QLabel(self.verdict_card)
        self.refusal_label.setObjectName(u"refusal_label")
        self.refusal_label.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.refusal_label)


        self.layout_11.addWidget(self.verdict_card)

        self.facts_card = Card(self.result_body)
        self.facts_card.setObjectName(u"facts_card")
        self.layout_5 = QVBoxLayout(self.facts_card)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.facts_title = QLabel(self.facts_card)
        self.facts_title.setObjectName(u"facts_title")
        self.facts_title.setProperty(u"role", u"heading")

        self.layout_5.addWidget(self.facts_title)

        self.facts_layout = QFormLayout()
        self.facts_layout.setObjectName(u"facts_layout")
        self.facts_layout.setHorizontalSpacing(24)
        self.facts_layout.setVerticalSpacing(6)
        self.facts_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_5.addLayout(self.facts_layout)


        self.layout_11.addWidget(self.facts_card)

        self.signers_card = Card(self.result_body)
        self.signers_card.setObjectName(u"signers_card")
        self.layout_7 = QVBoxLayout(self.signers_card)
        self.layout_7.setSpacing(8)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.signers_title = QLabel(self.signers_card)
        self.signers_title.setObjectName(u"signers_title")
        self.signers_title.setProperty(u"role", u"heading")

        self.layout_7.addWidget(self.signers_title)

        self.signers_layout = QVBoxLayout()
        self.signers_layout.setSpacing(6)
        self.signers_layout.setObjectName(u"signers_layout")
        self.signers_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_7.addLayout(self.signers_layout)


        self.layout_11.addWidget(self.signers_card)

        self.contents_card = Card(self.result_body)
        self.contents_card.setObjectName(u"contents_card")
        self.layout_9 = QVBoxLayout(self.contents_card)
        self.layout_9.setSpacing(8)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(16, 12, 16, 12)
        self.contents_title = QLabel(self.contents_card)
        self.contents_title.setObjectName(u"contents_title")
        self.contents_title.setProperty(u"role", u"heading")

        self.layout_9.addWidget(self.contents_title)

        self.contents_layout = QFormLayout()
        self.contents_layout.setObjectName(u"contents_layout")
        self.contents_layout.setHorizontalSpacing(24)
        self.contents_layout.setVerticalSpacing(6)
        self.contents_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_9.addLayout(self.contents_layout)


        self.layout_11.addWidget(self.contents_card)

        self.spacer_10 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_11.addItem(self.spacer_10)

        self.result_area.setWidget(self.result_body)

        self.layout_13.addWidget(self.result_area)


        self.frame_layout.addWidget(self.column)

        self.spacer_14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.frame_layout.addItem(self.spacer_14)

        self.frame_layout.setStretch(1, 1)

        self.layout_17.addLayout(self.frame_layout)

        self.spacer_16 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_17.addItem(self.spacer_16)

        self.layout_17.setStretch(0, 1)
        QWidget.setTabOrder(self.pick_button, self.result_area)

        self.retranslateUi(CheckingPage)
    # setupUi

    def retranslateUi(self, CheckingPage: QWidget) -> None:
        CheckingPage.setWindowTitle(QCoreApplication.translate("CheckingPage", u"Periksa berkas", None))
        self.title_label.setText(QCoreApplication.translate("CheckingPage", u"Periksa berkas", None))
        self.why_label.setText(QCoreApplication.translate("CheckingPage", u"Melihat isi dan pengesahan berkas usulan tanpa memasukkannya ke data mana pun.", None))
        self.drop_label.setText(QCoreApplication.translate("CheckingPage", u"Seret berkas ke sini, atau", None))
        self.pick_button.setText(QCoreApplication.translate("CheckingPage", u"&Pilih berkas", None))
        self.file_label.setText("")
        self.verdict_label.setText("")
        self.verdict_note.setText("")
        self.refusal_label.setText("")
        self.facts_title.setText(QCoreApplication.translate("CheckingPage", u"Tentang berkas ini", None))
        self.signers_title.setText(QCoreApplication.translate("CheckingPage", u"Pengesahan", None))
        self.contents_title.setText(QCoreApplication.translate("CheckingPage", u"Isi", None))
    # retranslateUi
