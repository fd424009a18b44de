"""Signing in through the organisation's own sign-on."""
