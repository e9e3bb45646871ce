"""Compiled from ui/preview.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.card import Card

class Ui_PreviewPage(object):
    def setupUi(self, PreviewPage: QWidget) -> None:
        if not PreviewPage.objectName():
            PreviewPage.setObjectName(u"PreviewPage")
        self.layout_9 = QVBoxLayout(PreviewPage)
        self.layout_9.setSpacing(0)
        self.layout_9.setObjectName(u"layout_9")
        self.layout_9.setContentsMargins(0, 0, 0, 0)
        self.layout_2 = QHBoxLayout()
        self.layout_2.setSpacing(8)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(16, 12, 16, 8)
        self.title_layout = QHBoxLayout()
        self.title_layout.setObjectName(u"title_layout")

        self.layout_2.addLayout(self.title_layout)

        self.paper_label = QLabel(PreviewPage)
        self.paper_label.setObjectName(u"paper_label")

        self.layout_2.addWidget(self.paper_label)

        self.paper_combo = QComboBox(PreviewPage)
        self.paper_combo.setObjectName(u"paper_combo")

        self.layout_2.addWidget(self.paper_combo)

        self.save_button = QPushButton(PreviewPage)
        self.save_button.setObjectName(u"save_button")

        self.layout_2.addWidget(self.save_button)

        self.print_button = QPushButton(PreviewPage)
        self.print_button.setObjectName(u"print_button")
        self.print_button.setProperty(u"primary", True)

        self.layout_2.addWidget(self.print_button)

        self.layout_2.setStretch(0, 1)

        self.layout_9.addLayout(self.layout_2)

        self.failure_card = Card(PreviewPage)
        self.failure_card.setObjectName(u"failure_card")
        self.layout_5 = QHBoxLayout(self.failure_card)
        self.layout_5.setSpacing(12)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(16, 12, 16, 12)
        self.failure_label = QLabel(self.failure_card)
        self.failure_label.setObjectName(u"failure_label")
        self.failure_label.setWordWrap(True)
        self.failure_label.setProperty(u"role", u"problem")

        self.layout_5.addWidget(self.failure_label)

        self.retry_button = QPushButton(self.failure_card)
        self.retry_button.setObjectName(u"retry_button")

        self.layout_5.addWidget(self.retry_button)

        self.layout_5.setStretch(0, 1)

        self.layout_9.addWidget(self.failure_card)

        self.saved_card = Card(PreviewPage)
        self.saved_card.setObjectName(u"saved_card")
        self.layout_6 = QHBoxLayout(self.saved_card)
        self.layout_6.setSpacing(12)
        self.layout_6.setObjectName(u"layout_6")
        self.layout_6.setContentsMargins(16, 8, 16, 8)
        self.saved_label = QLabel(self.saved_card)
        self.saved_label.setObjectName(u"saved_label")
        self.saved_label.setWordWrap(True)

        self.layout_6.addWidget(self.saved_label)

        self.folder_button = QPushButton(self.saved_card)
        self.folder_button.setObjectName(u"folder_button")

        self.layout_6.addWidget(self.folder_button)

        self.layout_6.setStretch(0, 1)

        self.layout_9.addWidget(self.saved_card)

        self.print_card = Card(PreviewPage)
        self.print_card.setObjectName(u"print_card")
        self.layout_7 = QHBoxLayout(self.print_card)
        self.layout_7.setSpacing(12)
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(16, 8, 16, 8)
        self.print_label = QLabel(self.print_card)
        self.print_label.setObjectName(u"print_label")

        self.layout_7.addWidget(self.print_label)

        self.print_bar = QProgressBar(self.print_card)
        self.print_bar.setObjectName(u"print_bar")
        self.print_bar.setTextVisible(False)

        self.layout_7.addWidget(self.print_bar)

        self.stop_button = QPushButton(self.print_card)
        self.stop_button.setObjectName(u"stop_button")

        self.layout_7.addWidget(self.stop_button)

        self.layout_7.setStretch(1, 1)

        self.layout_9.addWidget(self.print_card)

        self.pages_box = QWidget(PreviewPage)
        self.pages_box.setObjectName(u"pages_box")
        self.pages_layout = QVBoxLayout(self.pages_box)
        self.pages_layout.setSpacing(0)
        self.pages_layout.setObjectName(u"pages_layout")
        self.pages_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_9.addWidget(self.pages_box)

        self.layout_9.setStretch(4, 1)
#if QT_CONFIG(shortcut)
        self.paper_label.setBuddy(self.paper_combo)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.paper_combo, self.save_button)
        QWidget.setTabOrder(self.save_button, self.print_button)

        self.retranslateUi(PreviewPage)
    # setupUi

    def retranslateUi(self, PreviewPage: QWidget) -> None:
        PreviewPage.setWindowTitle(QCoreApplication.translate("PreviewPage", u"Laporan", None))
        self.paper_label.setText(QCoreApplication.translate("PreviewPage", u"K&ertas", None))
        self.save_button.setText(QCoreApplication.translate("PreviewPage", u"&Simpan PDF", None))
        self.print_button.setText(QCoreApplication.translate("PreviewPage", u"&Cetak", None))
        self.failure_label.setText("")
        self.retry_button.setText(QCoreApplication.translate("PreviewPage", u"&Ulangi", None))
        self.saved_label.setText("")
        self.folder_button.setText(QCoreApplication.translate("PreviewPage", u"&Buka folder", None))
        self.print_label.setText("")
        self.stop_button.setText(QCoreApplication.translate("PreviewPage", u"&Batal", None))
    # retranslateUi
