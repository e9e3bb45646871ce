"""KKS Desktop: offline data entry for Indonesia's Kabupaten/Kota Sehat programme."""

__version__ = "0.1.0"
