"""Compiled from ui/page_browser.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout, QWidget

class Ui_PageBrowser(object):
    def setupUi(self, PageBrowser: QWidget) -> None:
        if not PageBrowser.objectName():
            PageBrowser.setObjectName(u"PageBrowser")
        self.layout_1 = QVBoxLayout(PageBrowser)
        self.layout_1.setSpacing(0)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.bar_layout = QHBoxLayout()
        self.bar_layout.setSpacing(4)
        self.bar_layout.setObjectName(u"bar_layout")
        self.bar_layout.setContentsMargins(16, 4, 16, 4)
        self.previous_button = QToolButton(PageBrowser)
        self.previous_button.setObjectName(u"previous_button")

        self.bar_layout.addWidget(self.previous_button)

        self.page_edit = QLineEdit(PageBrowser)
        self.page_edit.setObjectName(u"page_edit")
        self.page_edit.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)

        self.bar_layout.addWidget(self.page_edit)

        self.count_label = QLabel(PageBrowser)
        self.count_label.setObjectName(u"count_label")

        self.bar_layout.addWidget(self.count_label)

        self.next_button = QToolButton(PageBrowser)
        self.next_button.setObjectName(u"next_button")

        self.bar_layout.addWidget(self.next_button)

        self.spacer_1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.bar_layout.addItem(self.spacer_1)

        self.find_button = QToolButton(PageBrowser)
        self.find_button.setObjectName(u"find_button")
        self.find_button.setCheckable(True)

        self.bar_layout.addWidget(self.find_button)

        self.smaller_button = QToolButton(PageBrowser)
        self.smaller_button.setObjectName(u"smaller_button")

        self.bar_layout.addWidget(self.smaller_button)

        self.zoom_label = QLabel(PageBrowser)
        self.zoom_label.setObjectName(u"zoom_label")
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.bar_layout.addWidget(self.zoom_label)

        self.larger_button = QToolButton(PageBrowser)
        self.larger_button.setObjectName(u"larger_button")

        self.bar_layout.addWidget(self.larger_button)

        self.width_button = QToolButton(PageBrowser)
        self.width_button.setObjectName(u"width_button")

        self.bar_layout.addWidget(self.width_button)

        self.whole_button = QToolButton(PageBrowser)
        self.whole_button.setObjectName(u"whole_button")

        self.bar_layout.addWidget(self.whole_button)

        self.rotate_button = QToolButton(PageBrowser)
        self.rotate_button.setObjectName(u"rotate_button")

        self.bar_layout.addWidget(self.rotate_button)


        self.layout_1.addLayout(self.bar_layout)

        self.find_layout = QHBoxLayout()
        self.find_layout.setObjectName(u"find_layout")
        self.find_layout.setContentsMargins(16, 0, 16, 0)

        self.layout_1.addLayout(self.find_layout)

        self.body_layout = QHBoxLayout()
        self.body_layout.setSpacing(0)
        self.body_layout.setObjectName(u"body_layout")
        self.body_layout.setContentsMargins(0, 0, 0, 0)

        self.layout_1.addLayout(self.body_layout)

        self.layout_1.setStretch(2, 1)
        QWidget.setTabOrder(self.previous_button, self.page_edit)
        QWidget.setTabOrder(self.page_edit, self.next_button)
        QWidget.setTabOrder(self.next_button, self.find_button)
        QWidget.setTabOrder(self.find_button, self.smaller_button)
        QWidget.setTabOrder(self.smaller_button, self.larger_button)
        QWidget.setTabOrder(self.larger_button, self.width_button)
        QWidget.setTabOrder(self.width_button, self.whole_button)
        QWidget.setTabOrder(self.whole_button, self.rotate_button)

        self.retranslateUi(PageBrowser)
    # setupUi

    def retranslateUi(self, PageBrowser: QWidget) -> None:
        PageBrowser.setWindowTitle(QCoreApplication.translate("PageBrowser", u"Halaman", None))
        self.previous_button.setText(QCoreApplication.translate("PageBrowser", u"\u2039", None))
#if QT_CONFIG(tooltip)
        self.previous_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Halaman sebelumnya", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.previous_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Halaman sebelumnya", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.page_edit.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Nomor halaman", None))
#endif // QT_CONFIG(accessibility)
        self.count_label.setText("")
        self.next_button.setText(QCoreApplication.translate("PageBrowser", u"\u203a", None))
#if QT_CONFIG(tooltip)
        self.next_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Halaman berikutnya", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.next_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Halaman berikutnya", None))
#endif // QT_CONFIG(accessibility)
        self.find_button.setText(QCoreApplication.translate("PageBrowser", u"Cari", None))
#if QT_CONFIG(tooltip)
        self.find_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Cari di dokumen (F3)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.find_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Cari di dokumen (F3)", None))
#endif // QT_CONFIG(accessibility)
        self.smaller_button.setText(QCoreApplication.translate("PageBrowser", u"\u2212", None))
#if QT_CONFIG(tooltip)
        self.smaller_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Perkecil (Ctrl+\u2212)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.smaller_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Perkecil (Ctrl+\u2212)", None))
#endif // QT_CONFIG(accessibility)
        self.zoom_label.setText(QCoreApplication.translate("PageBrowser", u"100 %", None))
        self.larger_button.setText(QCoreApplication.translate("PageBrowser", u"+", None))
#if QT_CONFIG(tooltip)
        self.larger_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Perbesar (Ctrl++)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.larger_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Perbesar (Ctrl++)", None))
#endif // QT_CONFIG(accessibility)
        self.width_button.setText(QCoreApplication.translate("PageBrowser", u"Lebar", None))
#if QT_CONFIG(tooltip)
        self.width_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Sesuaikan dengan lebar layar (Ctrl+0)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.width_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Sesuaikan dengan lebar layar (Ctrl+0)", None))
#endif // QT_CONFIG(accessibility)
        self.whole_button.setText(QCoreApplication.translate("PageBrowser", u"Penuh", None))
#if QT_CONFIG(tooltip)
        self.whole_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Tampilkan satu halaman penuh (Ctrl+9)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.whole_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Tampilkan satu halaman penuh (Ctrl+9)", None))
#endif // QT_CONFIG(accessibility)
        self.rotate_button.setText(QCoreApplication.translate("PageBrowser", u"Putar", None))
#if QT_CONFIG(tooltip)
        self.rotate_button.setToolTip(QCoreApplication.translate("PageBrowser", u"Putar ke kanan di layar ini saja (R)", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.rotate_button.setAccessibleName(QCoreApplication.translate("PageBrowser", u"Putar ke kanan di layar ini saja (R)", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
