"""Stands for concurrent: see futures."""
