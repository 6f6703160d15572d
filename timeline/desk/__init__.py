"""The review desk: what an input would change here, shown first; then written, or taken back."""
