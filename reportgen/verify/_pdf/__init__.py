"""PDFs as a reader finds them: their words in the order of their tags, their claims, fonts and links. Needs pypdf."""
