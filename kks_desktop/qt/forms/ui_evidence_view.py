"""Compiled from ui/evidence_view.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.card import Card

class Ui_EvidenceView(object):
    def setupUi(self, EvidenceView: QWidget) -> None:
        if not EvidenceView.objectName():
            EvidenceView.setObjectName(u"EvidenceView")
        self.layout_1 = QVBoxLayout(EvidenceView)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.layout_2 = QHBoxLayout()
        self.layout_2.setSpacing(12)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(16, 12, 16, 4)
        self.heading_layout = QVBoxLayout()
        self.heading_layout.setSpacing(0)
        self.heading_layout.setObjectName(u"heading_layout")
        self.facts_label = QLabel(EvidenceView)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setProperty(u"role", u"muted")

        self.heading_layout.addWidget(self.facts_label)


        self.layout_2.addLayout(self.heading_layout)

        self.close_button = QPushButton(EvidenceView)
        self.close_button.setObjectName(u"close_button")

        self.layout_2.addWidget(self.close_button)

        self.layout_2.setStretch(0, 1)

        self.layout_1.addLayout(self.layout_2)

        self.stack = QStackedWidget(EvidenceView)
        self.stack.setObjectName(u"stack")
        self.blank_page = QWidget()
        self.blank_page.setObjectName(u"blank_page")
        self.layout_3 = QVBoxLayout(self.blank_page)
        self.layout_3.setObjectName(u"layout_3")
        self.blank_label = QLabel(self.blank_page)
        self.blank_label.setObjectName(u"blank_label")
        self.blank_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.blank_label.setWordWrap(True)
        self.blank_label.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.blank_label)

        self.stack.addWidget(self.blank_page)
        self.notice_page = QWidget()
        self.notice_page.setObjectName(u"notice_page")
        self.notice_layout = QVBoxLayout(self.notice_page)
        self.notice_layout.setObjectName(u"notice_layout")
        self.notice_layout.setContentsMargins(16, -1, 16, -1)
        self.spacer_1 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.notice_layout.addItem(self.spacer_1)

        self.notice_row = QHBoxLayout()
        self.notice_row.setSpacing(0)
        self.notice_row.setObjectName(u"notice_row")
        self.spacer_3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.notice_row.addItem(self.spacer_3)

        self.notice_card = Card(self.notice_page)
        self.notice_card.setObjectName(u"notice_card")
        self.layout_4 = QVBoxLayout(self.notice_card)
        self.layout_4.setSpacing(16)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(24, 24, 24, 24)
        self.notice_label = QLabel(self.notice_card)
        self.notice_label.setObjectName(u"notice_label")
        self.notice_label.setWordWrap(True)

        self.layout_4.addWidget(self.notice_label)

        self.layout_5 = QHBoxLayout()
        self.layout_5.setObjectName(u"layout_5")
        self.outside_button = QPushButton(self.notice_card)
        self.outside_button.setObjectName(u"outside_button")

        self.layout_5.addWidget(self.outside_button)

        self.spacer_5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_5.addItem(self.spacer_5)


        self.layout_4.addLayout(self.layout_5)


        self.notice_row.addWidget(self.notice_card)

        self.spacer_4 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.notice_row.addItem(self.spacer_4)

        self.notice_row.setStretch(0, 1)
        self.notice_row.setStretch(1, 1000)
        self.notice_row.setStretch(2, 1)

        self.notice_layout.addLayout(self.notice_row)

        self.spacer_2 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.notice_layout.addItem(self.spacer_2)

        self.notice_layout.setStretch(0, 1)
        self.notice_layout.setStretch(2, 2)
        self.stack.addWidget(self.notice_page)

        self.layout_1.addWidget(self.stack)

        self.layout_1.setStretch(1, 1)

        self.retranslateUi(EvidenceView)
    # setupUi

    def retranslateUi(self, EvidenceView: QWidget) -> None:
        EvidenceView.setWindowTitle(QCoreApplication.translate("EvidenceView", u"Lihat bukti", None))
        self.facts_label.setText("")
        self.close_button.setText(QCoreApplication.translate("EvidenceView", u"&Tutup", None))
        self.blank_label.setText(QCoreApplication.translate("EvidenceView", u"Pilih satu berkas bukti untuk melihat isinya.", None))
        self.notice_label.setText("")
        self.outside_button.setText(QCoreApplication.translate("EvidenceView", u"&Buka dengan program lain", None))
    # retranslateUi
