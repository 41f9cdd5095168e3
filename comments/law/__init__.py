"""What the law asks of a paper with comments: notices, reasons, appeals, figures, data."""
