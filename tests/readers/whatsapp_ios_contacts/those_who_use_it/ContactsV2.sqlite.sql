.read ../schema.sql
