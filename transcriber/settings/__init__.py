"""What a person has chosen: preferences, services and how they are reached, presets, keys."""
