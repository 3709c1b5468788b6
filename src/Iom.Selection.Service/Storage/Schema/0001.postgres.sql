CREATE FUNCTION iom_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;
CREATE FUNCTION iom_only_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM purge_under_way) OR NEW.partnership <> OLD.partnership OR NEW.sequence <> OLD.sequence OR NEW.hash <> OLD.hash THEN
        RAISE EXCEPTION 'append-only';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION iom_only_unsigned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM policy_signatures s WHERE s.partnership = OLD.partnership AND s.policy_id = OLD.id AND s.policy_version = OLD.version) THEN
        RAISE EXCEPTION 'signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION iom_refuse();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION iom_refuse();
CREATE TRIGGER signatures_stay BEFORE UPDATE OR DELETE ON policy_signatures FOR EACH ROW EXECUTE FUNCTION iom_refuse();
CREATE TRIGGER signatures_are_not_emptied BEFORE TRUNCATE ON policy_signatures FOR EACH STATEMENT EXECUTE FUNCTION iom_refuse();
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decision_entries FOR EACH ROW EXECUTE FUNCTION iom_refuse();
CREATE TRIGGER decisions_are_not_emptied BEFORE TRUNCATE ON decision_entries FOR EACH STATEMENT EXECUTE FUNCTION iom_refuse();
CREATE TRIGGER decisions_are_not_updated BEFORE UPDATE ON decision_entries FOR EACH ROW EXECUTE FUNCTION iom_only_purged();
CREATE TRIGGER signed_policies_are_not_updated BEFORE UPDATE ON policies FOR EACH ROW EXECUTE FUNCTION iom_only_unsigned();
