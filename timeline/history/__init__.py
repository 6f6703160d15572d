"""What commits say of events: two states compared, who set what when."""
