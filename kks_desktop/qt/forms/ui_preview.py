"""Compiled from ui/preview.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout, QWidget

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
        self.document_label = QLabel(PreviewPage)
        self.document_label.setObjectName(u"document_label")

        self.layout_2.addWidget(self.document_label)

        self.document_combo = QComboBox(PreviewPage)
        self.document_combo.setObjectName(u"document_combo")

        self.layout_2.addWidget(self.document_combo)

        self.spacer_1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_2.addItem(self.spacer_1)

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


        self.layout_9.addLayout(self.layout_2)

        self.layout_4 = QHBoxLayout()
        self.layout_4.setSpacing(4)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(16, 4, 16, 4)
        self.previous_button = QToolButton(PreviewPage)
        self.previous_button.setObjectName(u"previous_button")

        self.layout_4.addWidget(self.previous_button)

        self.page_edit = QLineEdit(PreviewPage)
        self.page_edit.setObjectName(u"page_edit")
        self.page_edit.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.layout_4.addWidget(self.page_edit)

        self.count_label = QLabel(PreviewPage)
        self.count_label.setObjectName(u"count_label")

        self.layout_4.addWidget(self.count_label)

        self.next_button = QToolButton(PreviewPage)
        self.next_button.setObjectName(u"next_button")

        self.layout_4.addWidget(self.next_button)

        self.spacer_3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_4.addItem(self.spacer_3)

        self.smaller_button = QToolButton(PreviewPage)
        self.smaller_button.setObjectName(u"smaller_button")

        self.layout_4.addWidget(self.smaller_button)

        self.zoom_label = QLabel(PreviewPage)
        self.zoom_label.setObjectName(u"zoom_label")
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.layout_4.addWidget(self.zoom_label)

        self.larger_button = QToolButton(PreviewPage)
        self.larger_button.setObjectName(u"larger_button")

        self.layout_4.addWidget(self.larger_button)

        self.width_button = QToolButton(PreviewPage)
        self.width_button.setObjectName(u"width_button")

        self.layout_4.addWidget(self.width_button)


        self.layout_9.addLayout(self.layout_4)

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

        self.body_layout = QHBoxLayout()
        self.body_layout.setSpacing(0)
        self.body_layout.setObjectName(u"body_layout")
        self.body_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_9.addLayout(self.body_layout)

        self.layout_9.setStretch(5, 1)
#if QT_CONFIG(shortcut)
        self.document_label.setBuddy(self.document_combo)
        self.paper_label.setBuddy(self.paper_combo)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.document_combo, self.paper_combo)
        QWidget.setTabOrder(self.paper_combo, self.save_button)
        QWidget.setTabOrder(self.save_button, self.print_button)
        QWidget.setTabOrder(self.print_button, self.previous_button)
        QWidget.setTabOrder(self.previous_button, self.page_edit)
        QWidget.setTabOrder(self.page_edit, self.next_button)
        QWidget.setTabOrder(self.next_button, self.smaller_button)
        QWidget.setTabOrder(self.smaller_button, self.larger_button)
        QWidget.setTabOrder(self.larger_button, self.width_button)

        self.retranslateUi(PreviewPage)
    # setupUi

    def retranslateUi(self, PreviewPage: QWidget) -> None:
        PreviewPage.setWindowTitle(QCoreApplication.translate("PreviewPage", u"Laporan", None))
        self.document_label.setText(QCoreApplication.translate("PreviewPage", u"&Dokumen", None))
        self.paper_label.setText(QCoreApplication.translate("PreviewPage", u"K&ertas", None))
        self.save_button.setText(QCoreApplication.translate("PreviewPage", u"&Simpan PDF", None))
        self.print_button.setText(QCoreApplication.translate("PreviewPage", u"&Cetak", None))
        self.previous_button.setText(QCoreApplication.translate("PreviewPage", u"\u2039", None))
#if QT_CONFIG(tooltip)
        self.previous_button.setToolTip(QCoreApplication.translate("PreviewPage", u"Halaman sebelumnya", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.previous_button.setAccessibleName(QCoreApplication.translate("PreviewPage", u"Halaman sebelumnya", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.page_edit.setAccessibleName(QCoreApplication.translate("PreviewPage", u"Nomor halaman", None))
#endif // QT_CONFIG(accessibility)
        self.count_label.setText("")
        self.next_button.setText(QCoreApplication.translate("PreviewPage", u"\u203a", None))
#if QT_CONFIG(tooltip)
        self.next_button.setToolTip(QCoreApplication.translate("PreviewPage", u"Halaman berikutnya", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.next_button.setAccessibleName(QCoreApplication.translate("PreviewPage", u"Halaman berikutnya", None))
#endif // QT_CONFIG(accessibility)
        self.smaller_button.setText(QCoreApplication.translate("PreviewPage", u"\u2212", None))
#if QT_CONFIG(tooltip)
        self.smaller_button.setToolTip(QCoreApplication.translate("PreviewPage", u"Perkecil (Ctrl+\u2212)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.smaller_button.setAccessibleName(QCoreApplication.translate("PreviewPage", u"Perkecil (Ctrl+\u2212)", None))
#endif // QT_CONFIG(accessibility)
        self.zoom_label.setText(QCoreApplication.translate("PreviewPage", u"100 %", None))
        self.larger_button.setText(QCoreApplication.translate("PreviewPage", u"+", None))
#if QT_CONFIG(tooltip)
        self.larger_button.setToolTip(QCoreApplication.translate("PreviewPage", u"Perbesar (Ctrl++)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.larger_button.setAccessibleName(QCoreApplication.translate("PreviewPage", u"Perbesar (Ctrl++)", None))
#endif // QT_CONFIG(accessibility)
        self.width_button.setText(QCoreApplication.translate("PreviewPage", u"Selebar layar", None))
#if QT_CONFIG(tooltip)
        self.width_button.setToolTip(QCoreApplication.translate("PreviewPage", u"Sesuaikan dengan lebar layar (Ctrl+0)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.width_button.setAccessibleName(QCoreApplication.translate("PreviewPage", u"Sesuaikan dengan lebar layar (Ctrl+0)", None))
#endif // QT_CONFIG(accessibility)
        self.failure_label.setText("")
        self.retry_button.setText(QCoreApplication.translate("PreviewPage", u"&Ulangi", None))
        self.saved_label.setText("")
        self.folder_button.setText(QCoreApplication.translate("PreviewPage", u"&Buka folder", None))
        self.print_label.setText("")
        self.stop_button.setText(QCoreApplication.translate("PreviewPage", u"&Batal", None))
    # retranslateUi
