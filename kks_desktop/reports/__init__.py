"""Printed documents as PDF; reportlab is imported only when one is made."""
