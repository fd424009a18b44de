CREATE TABLE app_info (_id INTEGER PRIMARY KEY AUTOINCREMENT, pb BLOB, package_name STRING, version_code STRING, digest_sha256 BLOB);
INSERT INTO app_info(package_name, version_code) VALUES ('org.telegram.messenger', '1'), ('com.example.a', '1'), ('org.telegram.messenger', '2');
