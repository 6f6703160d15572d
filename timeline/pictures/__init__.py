"""Pictures of events in time: where on an axis each stands, in which lane, and the same drawn as SVG."""
