"""Compiled from ui/find_panel.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QSizePolicy, QSpacerItem, QToolButton, QVBoxLayout, QWidget

class Ui_FindPanel(object):
    def setupUi(self, FindPanel: QWidget) -> None:
        if not FindPanel.objectName():
            FindPanel.setObjectName(u"FindPanel")
        self.layout_4 = QVBoxLayout(FindPanel)
        self.layout_4.setSpacing(8)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(16, 12, 16, 12)
        self.layout_1 = QHBoxLayout()
        self.layout_1.setSpacing(8)
        self.layout_1.setObjectName(u"layout_1")
        self.layout_1.setContentsMargins(0, 0, 0, 0)
        self.query_edit = QLineEdit(FindPanel)
        self.query_edit.setObjectName(u"query_edit")
        self.query_edit.setClearButtonEnabled(True)

        self.layout_1.addWidget(self.query_edit)

        self.close_button = QPushButton(FindPanel)
        self.close_button.setObjectName(u"close_button")

        self.layout_1.addWidget(self.close_button)


        self.layout_4.addLayout(self.layout_1)

        self.layout_3 = QHBoxLayout()
        self.layout_3.setSpacing(4)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(0, 0, 0, 0)
        self.filter_label = QLabel(FindPanel)
        self.filter_label.setObjectName(u"filter_label")
        self.filter_label.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.filter_label)

        self.empty_button = QToolButton(FindPanel)
        self.empty_button.setObjectName(u"empty_button")
        self.empty_button.setCheckable(True)

        self.layout_3.addWidget(self.empty_button)

        self.silent_button = QToolButton(FindPanel)
        self.silent_button.setObjectName(u"silent_button")
        self.silent_button.setCheckable(True)

        self.layout_3.addWidget(self.silent_button)

        self.differs_button = QToolButton(FindPanel)
        self.differs_button.setObjectName(u"differs_button")
        self.differs_button.setCheckable(True)

        self.layout_3.addWidget(self.differs_button)

        self.problem_button = QToolButton(FindPanel)
        self.problem_button.setObjectName(u"problem_button")
        self.problem_button.setCheckable(True)

        self.layout_3.addWidget(self.problem_button)

        self.spacer_2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_3.addItem(self.spacer_2)

        self.count_label = QLabel(FindPanel)
        self.count_label.setObjectName(u"count_label")
        self.count_label.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.count_label)


        self.layout_4.addLayout(self.layout_3)

        self.result_view = QListView(FindPanel)
        self.result_view.setObjectName(u"result_view")
        self.result_view.setUniformItemSizes(True)

        self.layout_4.addWidget(self.result_view)

        QWidget.setTabOrder(self.query_edit, self.empty_button)
        QWidget.setTabOrder(self.empty_button, self.silent_button)
        QWidget.setTabOrder(self.silent_button, self.differs_button)
        QWidget.setTabOrder(self.differs_button, self.problem_button)
        QWidget.setTabOrder(self.problem_button, self.result_view)
        QWidget.setTabOrder(self.result_view, self.close_button)

        self.retranslateUi(FindPanel)
    # setupUi

    def retranslateUi(self, FindPanel: QWidget) -> None:
        FindPanel.setWindowTitle(QCoreApplication.translate("FindPanel", u"Cari", None))
        self.query_edit.setPlaceholderText(QCoreApplication.translate("FindPanel", u"Ketik kode atau kata, misalnya 4.03 atau imunisasi", None))
#if QT_CONFIG(accessibility)
        self.query_edit.setAccessibleName(QCoreApplication.translate("FindPanel", u"Cari indikator", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("FindPanel", u"&Tutup", None))
        self.filter_label.setText(QCoreApplication.translate("FindPanel", u"Saring:", None))
        self.empty_button.setText(QCoreApplication.translate("FindPanel", u"\u25cb Kosong", None))
        self.silent_button.setText(QCoreApplication.translate("FindPanel", u"\u25d0 Tidak diatur", None))
        self.differs_button.setText(QCoreApplication.translate("FindPanel", u"\u2260 Berbeda dari saran", None))
        self.problem_button.setText(QCoreApplication.translate("FindPanel", u"\u25b2 Perlu diperbaiki", None))
        self.count_label.setText("")
#if QT_CONFIG(accessibility)
        self.result_view.setAccessibleName(QCoreApplication.translate("FindPanel", u"Hasil pencarian", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
