"""Who signs in: staff by their key, with a password and a second factor, or through the organisation's sign-on."""
