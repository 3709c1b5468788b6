CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER signatures_are_not_updated BEFORE UPDATE ON policy_signatures BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER signatures_are_not_deleted BEFORE DELETE ON policy_signatures BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decision_entries BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER decisions_are_not_updated BEFORE UPDATE ON decision_entries
    WHEN NOT EXISTS (SELECT 1 FROM purge_under_way) OR NEW.partnership <> OLD.partnership OR NEW.sequence <> OLD.sequence OR NEW.hash <> OLD.hash
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER signed_policies_are_not_updated BEFORE UPDATE ON policies
    WHEN EXISTS (SELECT 1 FROM policy_signatures s WHERE s.partnership = OLD.partnership AND s.policy_id = OLD.id AND s.policy_version = OLD.version)
    BEGIN SELECT RAISE(ABORT, 'signed'); END;
