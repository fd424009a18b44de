CREATE TABLE devices (_id INTEGER PRIMARY KEY AUTOINCREMENT, device_id TEXT, device_os TEXT DEFAULT 'NAME-A', platform_type INTEGER, last_active INTEGER, login_time INTEGER,
    logout_time INTEGER, adv_key_index INTEGER, full_sync_required INTEGER, place_name TEXT DEFAULT 'NAME-A');
