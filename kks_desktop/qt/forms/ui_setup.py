"""Compiled from ui/setup.ui by build/gen.py: change that one."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QRadioButton, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.card import Card

class Ui_SetupWizard(object):
    def setupUi(self, SetupWizard: QWidget) -> None:
        if not SetupWizard.objectName():
            SetupWizard.setObjectName(u"SetupWizard")
        self.layout_27 = QVBoxLayout(SetupWizard)
        self.layout_27.setObjectName(u"layout_27")
        self.layout_27.setContentsMargins(24, 24, 24, 24)
        self.spacer_19 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_27.addItem(self.spacer_19)

        self.layout_25 = QHBoxLayout()
        self.layout_25.setObjectName(u"layout_25")
        self.layout_25.setContentsMargins(0, 0, 0, 0)
        self.spacer_20 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_25.addItem(self.spacer_20)

        self.column = QWidget(SetupWizard)
        self.column.setObjectName(u"column")
        self.layout_23 = QVBoxLayout(self.column)
        self.layout_23.setSpacing(16)
        self.layout_23.setObjectName(u"layout_23")
        self.layout_23.setContentsMargins(0, 0, 0, 0)
        self.layout_22 = QHBoxLayout()
        self.layout_22.setSpacing(12)
        self.layout_22.setObjectName(u"layout_22")
        self.layout_22.setContentsMargins(0, 0, 0, 0)
        self.brand_label = QLabel(self.column)
        self.brand_label.setObjectName(u"brand_label")
        self.brand_label.setProperty(u"role", u"title")

        self.layout_22.addWidget(self.brand_label)

        self.brand_note = QLabel(self.column)
        self.brand_note.setObjectName(u"brand_note")
        self.brand_note.setProperty(u"role", u"muted")

        self.layout_22.addWidget(self.brand_note)

        self.spacer_21 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_22.addItem(self.spacer_21)


        self.layout_23.addLayout(self.layout_22)

        self.card = Card(self.column)
        self.card.setObjectName(u"card")
        self.layout_18 = QVBoxLayout(self.card)
        self.layout_18.setSpacing(10)
        self.layout_18.setObjectName(u"layout_18")
        self.layout_18.setContentsMargins(32, 24, 32, 24)
        self.step_label = QLabel(self.card)
        self.step_label.setObjectName(u"step_label")
        self.step_label.setProperty(u"role", u"muted")

        self.layout_18.addWidget(self.step_label)

        self.title_label = QLabel(self.card)
        self.title_label.setObjectName(u"title_label")
        self.title_label.setWordWrap(True)
        self.title_label.setProperty(u"role", u"title")

        self.layout_18.addWidget(self.title_label)

        self.why_label = QLabel(self.card)
        self.why_label.setObjectName(u"why_label")
        self.why_label.setWordWrap(True)
        self.why_label.setProperty(u"role", u"muted")

        self.layout_18.addWidget(self.why_label)

        self.pages = QStackedWidget(self.card)
        self.pages.setObjectName(u"pages")
        self.role_page = QWidget()
        self.role_page.setObjectName(u"role_page")
        self.layout_2 = QVBoxLayout(self.role_page)
        self.layout_2.setSpacing(8)
        self.layout_2.setObjectName(u"layout_2")
        self.layout_2.setContentsMargins(0, 8, 0, 0)
        self.district_radio = QRadioButton(self.role_page)
        self.district_radio.setObjectName(u"district_radio")

        self.layout_2.addWidget(self.district_radio)

        self.district_note = QLabel(self.role_page)
        self.district_note.setObjectName(u"district_note")
        self.district_note.setWordWrap(True)
        self.district_note.setIndent(24)
        self.district_note.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.district_note)

        self.province_radio = QRadioButton(self.role_page)
        self.province_radio.setObjectName(u"province_radio")

        self.layout_2.addWidget(self.province_radio)

        self.province_note = QLabel(self.role_page)
        self.province_note.setObjectName(u"province_note")
        self.province_note.setWordWrap(True)
        self.province_note.setIndent(24)
        self.province_note.setProperty(u"role", u"muted")

        self.layout_2.addWidget(self.province_note)

        self.spacer_1 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_2.addItem(self.spacer_1)

        self.pages.addWidget(self.role_page)
        self.region_page = QWidget()
        self.region_page.setObjectName(u"region_page")
        self.layout_5 = QVBoxLayout(self.region_page)
        self.layout_5.setSpacing(8)
        self.layout_5.setObjectName(u"layout_5")
        self.layout_5.setContentsMargins(0, 8, 0, 0)
        self.region_edit = QLineEdit(self.region_page)
        self.region_edit.setObjectName(u"region_edit")
        self.region_edit.setClearButtonEnabled(True)

        self.layout_5.addWidget(self.region_edit)

        self.region_view = QListView(self.region_page)
        self.region_view.setObjectName(u"region_view")
        self.region_view.setUniformItemSizes(True)

        self.layout_5.addWidget(self.region_view)

        self.region_source = QLabel(self.region_page)
        self.region_source.setObjectName(u"region_source")
        self.region_source.setWordWrap(True)
        self.region_source.setProperty(u"role", u"muted")

        self.layout_5.addWidget(self.region_source)

        self.pages.addWidget(self.region_page)
        self.year_page = QWidget()
        self.year_page.setObjectName(u"year_page")
        self.layout_10 = QVBoxLayout(self.year_page)
        self.layout_10.setSpacing(8)
        self.layout_10.setObjectName(u"layout_10")
        self.layout_10.setContentsMargins(0, 8, 0, 0)
        self.layout_8 = QFormLayout()
        self.layout_8.setObjectName(u"layout_8")
        self.layout_8.setHorizontalSpacing(16)
        self.layout_8.setVerticalSpacing(12)
        self.layout_8.setContentsMargins(0, 0, 0, 0)
        self.year_label = QLabel(self.year_page)
        self.year_label.setObjectName(u"year_label")

        self.layout_8.setWidget(0, QFormLayout.ItemRole.LabelRole, self.year_label)

        self.layout_7 = QHBoxLayout()
        self.layout_7.setObjectName(u"layout_7")
        self.layout_7.setContentsMargins(0, 0, 0, 0)
        self.year_combo = QComboBox(self.year_page)
        self.year_combo.setObjectName(u"year_combo")

        self.layout_7.addWidget(self.year_combo)

        self.spacer_6 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_7.addItem(self.spacer_6)


        self.layout_8.setLayout(0, QFormLayout.ItemRole.FieldRole, self.layout_7)

        self.data_label = QLabel(self.year_page)
        self.data_label.setObjectName(u"data_label")

        self.layout_8.setWidget(1, QFormLayout.ItemRole.LabelRole, self.data_label)

        self.data_value = QLabel(self.year_page)
        self.data_value.setObjectName(u"data_value")

        self.layout_8.setWidget(1, QFormLayout.ItemRole.FieldRole, self.data_value)

        self.instrument_label = QLabel(self.year_page)
        self.instrument_label.setObjectName(u"instrument_label")

        self.layout_8.setWidget(2, QFormLayout.ItemRole.LabelRole, self.instrument_label)

        self.instrument_value = QLabel(self.year_page)
        self.instrument_value.setObjectName(u"instrument_value")
        self.instrument_value.setWordWrap(True)

        self.layout_8.setWidget(2, QFormLayout.ItemRole.FieldRole, self.instrument_value)


        self.layout_10.addLayout(self.layout_8)

        self.spacer_9 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_10.addItem(self.spacer_9)

        self.pages.addWidget(self.year_page)
        self.person_page = QWidget()
        self.person_page.setObjectName(u"person_page")
        self.layout_13 = QVBoxLayout(self.person_page)
        self.layout_13.setSpacing(8)
        self.layout_13.setObjectName(u"layout_13")
        self.layout_13.setContentsMargins(0, 8, 0, 0)
        self.layout_11 = QFormLayout()
        self.layout_11.setObjectName(u"layout_11")
        self.layout_11.setHorizontalSpacing(16)
        self.layout_11.setVerticalSpacing(12)
        self.layout_11.setContentsMargins(0, 0, 0, 0)
        self.operator_label = QLabel(self.person_page)
        self.operator_label.setObjectName(u"operator_label")

        self.layout_11.setWidget(0, QFormLayout.ItemRole.LabelRole, self.operator_label)

        self.operator_edit = QLineEdit(self.person_page)
        self.operator_edit.setObjectName(u"operator_edit")

        self.layout_11.setWidget(0, QFormLayout.ItemRole.FieldRole, self.operator_edit)

        self.position_label = QLabel(self.person_page)
        self.position_label.setObjectName(u"position_label")

        self.layout_11.setWidget(1, QFormLayout.ItemRole.LabelRole, self.position_label)

        self.position_edit = QLineEdit(self.person_page)
        self.position_edit.setObjectName(u"position_edit")

        self.layout_11.setWidget(1, QFormLayout.ItemRole.FieldRole, self.position_edit)

        self.office_label = QLabel(self.person_page)
        self.office_label.setObjectName(u"office_label")

        self.layout_11.setWidget(2, QFormLayout.ItemRole.LabelRole, self.office_label)

        self.office_edit = QLineEdit(self.person_page)
        self.office_edit.setObjectName(u"office_edit")

        self.layout_11.setWidget(2, QFormLayout.ItemRole.FieldRole, self.office_edit)


        self.layout_13.addLayout(self.layout_11)

        self.spacer_12 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_13.addItem(self.spacer_12)

        self.pages.addWidget(self.person_page)
        self.summary_page = QWidget()
        self.summary_page.setObjectName(u"summary_page")
        self.layout_16 = QVBoxLayout(self.summary_page)
        self.layout_16.setSpacing(8)
        self.layout_16.setObjectName(u"layout_16")
        self.layout_16.setContentsMargins(0, 8, 0, 0)
        self.summary_card = Card(self.summary_page)
        self.summary_card.setObjectName(u"summary_card")
        self.layout_14 = QFormLayout(self.summary_card)
        self.layout_14.setObjectName(u"layout_14")
        self.layout_14.setHorizontalSpacing(24)
        self.layout_14.setVerticalSpacing(8)
        self.layout_14.setContentsMargins(16, 16, 16, 16)
        self.sum_role_label = QLabel(self.summary_card)
        self.sum_role_label.setObjectName(u"sum_role_label")
        self.sum_role_label.setProperty(u"role", u"muted")

        self.layout_14.setWidget(0, QFormLayout.ItemRole.LabelRole, self.sum_role_label)

        self.sum_role = QLabel(self.summary_card)
        self.sum_role.setObjectName(u"sum_role")

        self.layout_14.setWidget(0, QFormLayout.ItemRole.FieldRole, self.sum_role)

        self.sum_region_label = QLabel(self.summary_card)
        self.sum_region_label.setObjectName(u"sum_region_label")
        self.sum_region_label.setProperty(u"role", u"muted")

        self.layout_14.setWidget(1, QFormLayout.ItemRole.LabelRole, self.sum_region_label)

        self.sum_region = QLabel(self.summary_card)
        self.sum_region.setObjectName(u"sum_region")
        self.sum_region.setWordWrap(True)

        self.layout_14.setWidget(1, QFormLayout.ItemRole.FieldRole, self.sum_region)

        self.sum_year_label = QLabel(self.summary_card)
        self.sum_year_label.setObjectName(u"sum_year_label")
        self.sum_year_label.setProperty(u"role", u"muted")

        self.layout_14.setWidget(2, QFormLayout.ItemRole.LabelRole, self.sum_year_label)

        self.sum_year = QLabel(self.summary_card)
        self.sum_year.setObjectName(u"sum_year")
        self.sum_year.setWordWrap(True)

        self.layout_14.setWidget(2, QFormLayout.ItemRole.FieldRole, self.sum_year)

        self.sum_person_label = QLabel(self.summary_card)
        self.sum_person_label.setObjectName(u"sum_person_label")
        self.sum_person_label.setProperty(u"role", u"muted")

        self.layout_14.setWidget(3, QFormLayout.ItemRole.LabelRole, self.sum_person_label)

        self.sum_person = QLabel(self.summary_card)
        self.sum_person.setObjectName(u"sum_person")
        self.sum_person.setWordWrap(True)

        self.layout_14.setWidget(3, QFormLayout.ItemRole.FieldRole, self.sum_person)


        self.layout_16.addWidget(self.summary_card)

        self.summary_note = QLabel(self.summary_page)
        self.summary_note.setObjectName(u"summary_note")
        self.summary_note.setWordWrap(True)
        self.summary_note.setProperty(u"role", u"muted")

        self.layout_16.addWidget(self.summary_note)

        self.spacer_15 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_16.addItem(self.spacer_15)

        self.pages.addWidget(self.summary_page)

        self.layout_18.addWidget(self.pages)

        self.layout_17 = QHBoxLayout()
        self.layout_17.setSpacing(12)
        self.layout_17.setObjectName(u"layout_17")
        self.layout_17.setContentsMargins(0, 0, 0, 0)
        self.back_button = QPushButton(self.card)
        self.back_button.setObjectName(u"back_button")

        self.layout_17.addWidget(self.back_button)

        self.problem_label = QLabel(self.card)
        self.problem_label.setObjectName(u"problem_label")
        self.problem_label.setWordWrap(True)
        self.problem_label.setAlignment(Qt.AlignmentFlag.AlignRight|Qt.AlignmentFlag.AlignVCenter)
        self.problem_label.setProperty(u"role", u"problem")

        self.layout_17.addWidget(self.problem_label)

        self.next_button = QPushButton(self.card)
        self.next_button.setObjectName(u"next_button")
        self.next_button.setProperty(u"primary", True)

        self.layout_17.addWidget(self.next_button)

        self.layout_17.setStretch(1, 1)

        self.layout_18.addLayout(self.layout_17)

        self.layout_18.setStretch(3, 1)

        self.layout_23.addWidget(self.card)

        self.practice_card = Card(self.column)
        self.practice_card.setObjectName(u"practice_card")
        self.layout_4 = QHBoxLayout(self.practice_card)
        self.layout_4.setSpacing(16)
        self.layout_4.setObjectName(u"layout_4")
        self.layout_4.setContentsMargins(16, 12, 16, 12)
        self.layout_3 = QVBoxLayout()
        self.layout_3.setSpacing(4)
        self.layout_3.setObjectName(u"layout_3")
        self.layout_3.setContentsMargins(0, 0, 0, 0)
        self.practice_title = QLabel(self.practice_card)
        self.practice_title.setObjectName(u"practice_title")
        self.practice_title.setProperty(u"role", u"heading")

        self.layout_3.addWidget(self.practice_title)

        self.practice_note = QLabel(self.practice_card)
        self.practice_note.setObjectName(u"practice_note")
        self.practice_note.setWordWrap(True)
        self.practice_note.setProperty(u"role", u"muted")

        self.layout_3.addWidget(self.practice_note)


        self.layout_4.addLayout(self.layout_3)

        self.layout_instead = QVBoxLayout()
        self.layout_instead.setSpacing(8)
        self.layout_instead.setObjectName(u"layout_instead")
        self.practice_button = QPushButton(self.practice_card)
        self.practice_button.setObjectName(u"practice_button")

        self.layout_instead.addWidget(self.practice_button)

        self.restore_button = QPushButton(self.practice_card)
        self.restore_button.setObjectName(u"restore_button")

        self.layout_instead.addWidget(self.restore_button)


        self.layout_4.addLayout(self.layout_instead)

        self.layout_4.setStretch(0, 1)

        self.layout_23.addWidget(self.practice_card)


        self.layout_25.addWidget(self.column)

        self.spacer_24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout_25.addItem(self.spacer_24)

        self.layout_25.setStretch(1, 1)

        self.layout_27.addLayout(self.layout_25)

        self.spacer_26 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout_27.addItem(self.spacer_26)

        self.layout_27.setStretch(0, 1)
        self.layout_27.setStretch(1, 100)
        self.layout_27.setStretch(2, 1)
#if QT_CONFIG(shortcut)
        self.year_label.setBuddy(self.year_combo)
        self.operator_label.setBuddy(self.operator_edit)
        self.position_label.setBuddy(self.position_edit)
        self.office_label.setBuddy(self.office_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.district_radio, self.province_radio)
        QWidget.setTabOrder(self.province_radio, self.region_edit)
        QWidget.setTabOrder(self.region_edit, self.region_view)
        QWidget.setTabOrder(self.region_view, self.year_combo)
        QWidget.setTabOrder(self.year_combo, self.operator_edit)
        QWidget.setTabOrder(self.operator_edit, self.position_edit)
        QWidget.setTabOrder(self.position_edit, self.office_edit)
        QWidget.setTabOrder(self.office_edit, self.next_button)
        QWidget.setTabOrder(self.next_button, self.back_button)
        QWidget.setTabOrder(self.back_button, self.practice_button)

        self.retranslateUi(SetupWizard)
    # setupUi

    def retranslateUi(self, SetupWizard: QWidget) -> None:
        SetupWizard.setWindowTitle(QCoreApplication.translate("SetupWizard", u"Persiapan", None))
        self.brand_label.setText(QCoreApplication.translate("SetupWizard", u"KKS Desktop", None))
        self.brand_note.setText(QCoreApplication.translate("SetupWizard", u"Kabupaten/Kota Sehat", None))
        self.step_label.setText("")
        self.title_label.setText("")
        self.why_label.setText("")
        self.district_radio.setText(QCoreApplication.translate("SetupWizard", u"&Kabupaten/kota", None))
        self.district_note.setText(QCoreApplication.translate("SetupWizard", u"Mengisi sembilan tatanan, melihat skor dan indikasi kategori, lalu mengirim berkas usulan ke provinsi.", None))
        self.province_radio.setText(QCoreApplication.translate("SetupWizard", u"&Provinsi", None))
        self.province_note.setText(QCoreApplication.translate("SetupWizard", u"Menerima usulan kabupaten/kota, memberi tanda terima, dan mencetak rekapnya.", None))
        self.region_edit.setPlaceholderText(QCoreApplication.translate("SetupWizard", u"Ketik beberapa huruf, misalnya jambi", None))
#if QT_CONFIG(accessibility)
        self.region_edit.setAccessibleName(QCoreApplication.translate("SetupWizard", u"Cari kabupaten/kota", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.region_view.setAccessibleName(QCoreApplication.translate("SetupWizard", u"Kabupaten/kota yang cocok", None))
#endif // QT_CONFIG(accessibility)
        self.region_source.setText(QCoreApplication.translate("SetupWizard", u"Kode wilayah: Kepmendagri 300.2.2-2138 Tahun 2025, dari idn-area-data (ODbL 1.0).", None))
        self.year_label.setText(QCoreApplication.translate("SetupWizard", u"&Tahun penilaian", None))
        self.data_label.setText(QCoreApplication.translate("SetupWizard", u"Data yang diisi", None))
        self.data_value.setText("")
        self.instrument_label.setText(QCoreApplication.translate("SetupWizard", u"Instrumen", None))
        self.instrument_value.setText("")
        self.operator_label.setText(QCoreApplication.translate("SetupWizard", u"&Nama operator", None))
        self.operator_edit.setPlaceholderText(QCoreApplication.translate("SetupWizard", u"Nama yang mengisi, misalnya Siti Rahma", None))
        self.position_label.setText(QCoreApplication.translate("SetupWizard", u"&Jabatan (boleh kosong)", None))
        self.position_edit.setPlaceholderText(QCoreApplication.translate("SetupWizard", u"Misalnya staf bidang kesehatan masyarakat", None))
        self.office_label.setText(QCoreApplication.translate("SetupWizard", u"Nama ka&ntor (boleh kosong)", None))
        self.office_edit.setPlaceholderText(QCoreApplication.translate("SetupWizard", u"Misalnya Dinas Kesehatan", None))
        self.sum_role_label.setText(QCoreApplication.translate("SetupWizard", u"Untuk", None))
        self.sum_role.setText("")
        self.sum_region_label.setText(QCoreApplication.translate("SetupWizard", u"Wilayah", None))
        self.sum_region.setText("")
        self.sum_year_label.setText(QCoreApplication.translate("SetupWizard", u"Penilaian", None))
        self.sum_year.setText("")
        self.sum_person_label.setText(QCoreApplication.translate("SetupWizard", u"Operator", None))
        self.sum_person.setText("")
        self.summary_note.setText(QCoreApplication.translate("SetupWizard", u"Data disimpan di komputer ini saja. Nama operator dan kantor dapat diubah kapan saja.", None))
        self.back_button.setText(QCoreApplication.translate("SetupWizard", u"K&embali", None))
        self.problem_label.setText("")
        self.next_button.setText(QCoreApplication.translate("SetupWizard", u"&Lanjut", None))
        self.practice_title.setText(QCoreApplication.translate("SetupWizard", u"Mencoba dulu, atau melanjutkan dari PC lain?", None))
        self.practice_note.setText(QCoreApplication.translate("SetupWizard", u"Data latihan tidak dapat tercampur dengan data sebenarnya. Cadangan memulihkan isian dan bukti dari flashdisk.", None))
        self.practice_button.setText(QCoreApplication.translate("SetupWizard", u"&Coba dulu dengan data latihan", None))
        self.restore_button.setText(QCoreApplication.translate("SetupWizard", u"P&ulihkan dari cadangan\u2026", None))
    # retranslateUi
