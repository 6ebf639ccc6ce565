"""What a lead decides about a project's suggestions. Begin with `dialog`; `draft` holds what is being edited."""
