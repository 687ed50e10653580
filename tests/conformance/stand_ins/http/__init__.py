"""Stands for the package http."""
