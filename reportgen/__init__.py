"""The report compiler of LGA Special Interest Groups: one YAML dataset in, Word, PDF and HTML out."""

__version__ = "0.1.0"
