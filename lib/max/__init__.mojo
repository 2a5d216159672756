"""What programs for the vendor's larger package import, as far as the standard library has it."""
