"""The text of a question and its tree; how an answer is found is the store's business."""
