"""The rules that the data must keep."""
