"""Compiled from ui/beranda.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.card import Card

class Ui_BerandaPage(object):
    def setupUi(self, BerandaPage: QScrollArea) -> None:
        if not BerandaPage.objectName():
            BerandaPage.setObjectName(u"BerandaPage")
        BerandaPage.setWidgetResizable(True)
        BerandaPage.setFrameShape(QFrame.Shape.NoFrame)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.layout_23 = QVBoxLayout(self.body)
        self.layout_23.setSpacing(16)
        self.layout_23.setObjectName(u"layout_23")
        self.layout_23.setContentsMargins(24, 20, 24, 20)
        self.category_card = Card(self.body)
        self.category_card.setObjectName(u"category_card")
        self.layout_4 = QHBoxLayout(self.category_card)
        self.layout_4.setSpacing(24)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 16, 16, 16)
        self.layout_1 = QVBoxLayout()
        self.layout_1.setSpacing(6)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.category_label = QLabel(self.category_card)
        self.category_label.setObjectName(u"category_label")
        self.category_label.setWordWrap(True)
        self.category_label.setProperty(u"role", u"display")

        self.layout_1.addWidget(self.category_label)

        self.blockers_label = QLabel(self.category_card)
        self.blockers_label.setObjectName(u"blockers_label")
        self.blockers_label.setWordWrap(True)

        self.layout_1.addWidget(self.blockers_label)


        self.layout_4.addLayout(self.layout_1)

        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(4)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(0, 0, 0, 0)
        self.target_label = QLabel(self.category_card)
        self.target_label.setObjectName(u"target_label")
        self.target_label.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.target_label)

        self.target_combo = QComboBox(self.category_card)
        self.target_combo.setObjectName(u"target_combo")

        self.layout_3.addWidget(self.target_combo)

        self.spacer_2 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_3.addItem(self.spacer_2)


        self.layout_4.addLayout(self.layout_3)

        self.layout_4.setStretch(0, 1)

        self.layout_23.addWidget(self.category_card)

        self.layout_14 = QHBoxLayout()
        self.layout_14.setSpacing(12)
        self.layout_14.setObjectName(u"layout_14")
        self.layout_14.setContentsMargins(0, 0, 0, 0)
        self.odf_card = Card(self.body)
        self.odf_card.setObjectName(u"odf_card")
        self.layout_7 = QVBoxLayout(self.odf_card)
        self.layout_7.setSpacing(4)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 12, 16, 12)
        self.layout_6 = QHBoxLayout()
        self.layout_6.setSpacing(6)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(0, 0, 0, 0)
        self.odf_mark = QLabel(self.odf_card)
        self.odf_mark.setObjectName(u"odf_mark")

        self.layout_6.addWidget(self.odf_mark)

        self.odf_title = QLabel(self.odf_card)
        self.odf_title.setObjectName(u"odf_title")
        self.odf_title.setProperty(u"role", u"heading")

        self.layout_6.addWidget(self.odf_title)

        self.spacer_5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_6.addItem(self.spacer_5)


        self.layout_7.addLayout(self.layout_6)

        self.odf_value = QLabel(self.odf_card)
        self.odf_value.setObjectName(u"odf_value")
        self.odf_value.setProperty(u"role", u"title")

        self.layout_7.addWidget(self.odf_value)

        self.odf_note = QLabel(self.odf_card)
        self.odf_note.setObjectName(u"odf_note")
        self.odf_note.setWordWrap(True)
        self.odf_note.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignTop)
        self.odf_note.setProperty(u"role", u"muted")

        self.layout_7.addWidget(self.odf_note)

        self.layout_7.setStretch(2, 1)

        self.layout_14.addWidget(self.odf_card)

        self.bodies_card = Card(self.body)
        self.bodies_card.setObjectName(u"bodies_card")
        self.layout_10 = QVBoxLayout(self.bodies_card)
        self.layout_10.setSpacing(4)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(16, 12, 16, 12)
        self.layout_9 = QHBoxLayout()
        self.layout_9.setSpacing(6)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.bodies_mark = QLabel(self.bodies_card)
        self.bodies_mark.setObjectName(u"bodies_mark")

        self.layout_9.addWidget(self.bodies_mark)

        self.bodies_title = QLabel(self.bodies_card)
        self.bodies_title.setObjectName(u"bodies_title")
        self.bodies_title.setProperty(u"role", u"heading")

        self.layout_9.addWidget(self.bodies_title)

        self.spacer_8 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_9.addItem(self.spacer_8)


        self.layout_10.addLayout(self.layout_9)

        self.bodies_value = QLabel(self.bodies_card)
        self.bodies_value.setObjectName(u"bodies_value")
        self.bodies_value.setProperty(u"role", u"title")

        self.layout_10.addWidget(self.bodies_value)

        self.bodies_note = QLabel(self.bodies_card)
        self.bodies_note.setObjectName(u"bodies_note")
        self.bodies_note.setWordWrap(True)
        self.bodies_note.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignTop)
        self.bodies_note.setProperty(u"role", u"muted")

        self.layout_10.addWidget(self.bodies_note)

        self.layout_10.setStretch(2, 1)

        self.layout_14.addWidget(self.bodies_card)

        self.settings_card = Card(self.body)
        self.settings_card.setObjectName(u"settings_card")
        self.layout_13 = QVBoxLayout(self.settings_card)
        self.layout_13.setSpacing(4)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(16, 12, 16, 12)
        self.layout_12 = QHBoxLayout()
        self.layout_12.setSpacing(6)
        self.layout_12.setObjectName(u"layout_12")
        self.layout_12.setContentsMargins(0, 0, 0, 0)
        self.settings_mark = QLabel(self.settings_card)
        self.settings_mark.setObjectName(u"settings_mark")

        self.layout_12.addWidget(self.settings_mark)

        self.settings_title = QLabel(self.settings_card)
        self.settings_title.setObjectName(u"settings_title")
        self.settings_title.setProperty(u"role", u"heading")

        self.layout_12.addWidget(self.settings_title)

        self.spacer_11 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_12.addItem(self.spacer_11)


        self.layout_13.addLayout(self.layout_12)

        self.settings_value = QLabel(self.settings_card)
        self.settings_value.setObjectName(u"settings_value")
        self.settings_value.setProperty(u"role", u"title")

        self.layout_13.addWidget(self.settings_value)

        self.settings_note = QLabel(self.settings_card)
        self.settings_note.setObjectName(u"settings_note")
        self.settings_note.setWordWrap(True)
        self.settings_note.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignTop)
        self.settings_note.setProperty(u"role", u"muted")

        self.layout_13.addWidget(self.settings_note)

        self.layout_13.setStretch(2, 1)

        self.layout_14.addWidget(self.settings_card)

        self.layout_14.setStretch(0, 1)
        self.layout_14.setStretch(1, 1)
        self.layout_14.setStretch(2, 1)

        self.layout_23.addLayout(self.layout_14)

        self.middle_layout = QHBoxLayout()
        self.middle_layout.setSpacing(12)
        self.middle_layout.setObjectName(u"middle_layout")
        self.middle_layout.setContentsMargins(0, 0, 0, 0)
        self.chart_card = Card(self.body)
        self.chart_card.setObjectName(u"chart_card")
        self.chart_layout = QVBoxLayout(self.chart_card)
        self.chart_layout.setSpacing(8)
        self.chart_layout.setObjectName(u"chart_layout")
        self.chart_layout.setContentsMargins(16, 12, 16, 12)
        self.chart_title = QLabel(self.chart_card)
        self.chart_title.setObjectName(u"chart_title")
        self.chart_title.setProperty(u"role", u"heading")

        self.chart_layout.addWidget(self.chart_title)


        self.middle_layout.addWidget(self.chart_card)

        self.layout_20 = QVBoxLayout()
        self.layout_20.setSpacing(12)
        self.layout_20.setObjectName(u"layout_20")
        self.layout_20.setContentsMargins(0, 0, 0, 0)
        self.next_card = Card(self.body)
        self.next_card.setObjectName(u"next_card")
        self.layout_17 = QVBoxLayout(self.next_card)
        self.layout_17.setSpacing(10)
        self.layout_17.setObjectName(u"layout_17")
        self.layout_17.setContentsMargins(16, 12, 16, 12)
        self.next_title = QLabel(self.next_card)
        self.next_title.setObjectName(u"next_title")
        self.next_title.setProperty(u"role", u"heading")

        self.layout_17.addWidget(self.next_title)

        self.next_layout = QVBoxLayout()
        self.next_layout.setSpacing(10)
        self.next_layout.setObjectName(u"next_layout")
        self.next_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_17.addLayout(self.next_layout)


        self.layout_20.addWidget(self.next_card)

        self.state_card = Card(self.body)
        self.state_card.setObjectName(u"state_card")
        self.state_layout = QVBoxLayout(self.state_card)
        self.state_layout.setSpacing(6)
        self.state_layout.setObjectName(u"state_layout")
        self.state_layout.setContentsMargins(16, 12, 16, 12)
        self.state_title = QLabel(self.state_card)
        self.state_title.setObjectName(u"state_title")
        self.state_title.setProperty(u"role", u"heading")

        self.state_layout.addWidget(self.state_title)

        self.answered_label = QLabel(self.state_card)
        self.answered_label.setObjectName(u"answered_label")
        self.answered_label.setWordWrap(True)

        self.state_layout.addWidget(self.answered_label)

        self.answered_bar = QProgressBar(self.state_card)
        self.answered_bar.setObjectName(u"answered_bar")
        self.answered_bar.setTextVisible(False)

        self.state_layout.addWidget(self.answered_bar)

        self.open_label = QLabel(self.state_card)
        self.open_label.setObjectName(u"open_label")
        self.open_label.setWordWrap(True)

        self.state_layout.addWidget(self.open_label)

        self.saved_label = QLabel(self.state_card)
        self.saved_label.setObjectName(u"saved_label")
        self.saved_label.setWordWrap(True)
        self.saved_label.setProperty(u"role", u"muted")

        self.state_layout.addWidget(self.saved_label)

        self.sent_label = QLabel(self.state_card)
        self.sent_label.setObjectName(u"sent_label")
        self.sent_label.setWordWrap(True)
        self.sent_label.setProperty(u"role", u"muted")

        self.state_layout.addWidget(self.sent_label)


        self.layout_20.addWidget(self.state_card)

        self.spacer_19 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_20.addItem(self.spacer_19)


        self.middle_layout.addLayout(self.layout_20)

        self.middle_layout.setStretch(0, 5)
        self.middle_layout.setStretch(1, 3)

        self.layout_23.addLayout(self.middle_layout)

        self.spacer_22 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_23.addItem(self.spacer_22)

        BerandaPage.setWidget(self.body)
#if QT_CONFIG(shortcut)
        self.target_label.setBuddy(self.target_combo)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(BerandaPage)
    # setupUi

    def retranslateUi(self, BerandaPage: QScrollArea) -> None:
        BerandaPage.setWindowTitle(QCoreApplication.translate("BerandaPage", u"Beranda", None))
        self.category_label.setText("")
        self.blockers_label.setText("")
        self.target_label.setText(QCoreApplication.translate("BerandaPage", u"Kategori &usulan", None))
        self.odf_mark.setText("")
        self.odf_title.setText(QCoreApplication.translate("BerandaPage", u"ODF", None))
        self.odf_value.setText("")
        self.odf_note.setText("")
        self.bodies_mark.setText("")
        self.bodies_title.setText(QCoreApplication.translate("BerandaPage", u"Kelembagaan", None))
        self.bodies_value.setText("")
        self.bodies_note.setText("")
        self.settings_mark.setText("")
        self.settings_title.setText(QCoreApplication.translate("BerandaPage", u"Tatanan", None))
        self.settings_value.setText("")
        self.settings_note.setText("")
        self.chart_title.setText(QCoreApplication.translate("BerandaPage", u"Sembilan tatanan terhadap batas kategori", None))
        self.next_title.setText(QCoreApplication.translate("BerandaPage", u"Yang perlu dikerjakan", None))
        self.state_title.setText(QCoreApplication.translate("BerandaPage", u"Kelengkapan", None))
        self.answered_label.setText("")
        self.open_label.setText("")
        self.saved_label.setText("")
        self.sent_label.setText("")
    # retranslateUi
