CREATE TABLE appstate_of_another(package_name TEXT);
