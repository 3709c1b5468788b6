-- The policy of the benchmark in SQL, as somebody who knows the database would write it: types given, people as numbers,
-- offences reported more than once sought first and taken together apart from all others. {name} is filled in by the benchmark.

CREATE TEMP TABLE catalogue AS
SELECT code, "group" AS grp, neighbourhood = 'yes' AS is_neighbourhood, trigger_from, trigger_to
FROM read_csv('{catalogue}', header = true, columns = {'code': 'VARCHAR', 'title': 'VARCHAR', 'group': 'VARCHAR', 'neighbourhood': 'VARCHAR', 'acquisitive': 'VARCHAR',
     'severity': 'DOUBLE', 'trigger_from': 'DATE', 'trigger_to': 'DATE', 'provision': 'VARCHAR', 'cjs_code': 'VARCHAR'});

CREATE TEMP TABLE scale(grp VARCHAR, severity UTINYINT);
INSERT INTO scale VALUES ('robbery', 8), ('sexual', 8), ('burglary', 6), ('violence', 6), ('weapons', 5), ('vehicle', 3), ('theft', 2), ('fraud', 2), ('damage', 2),
    ('drugs', 2), ('public-order', 1), ('motoring', 1), ('justice', 1), ('other', 0), ('begging', 0);

CREATE TEMP TABLE people AS
SELECT row_number() OVER ()::INTEGER AS pid, offender_id, supervision, mappa_level, youth, deceased
FROM read_csv('{folder}/offenders.csv', header = true, columns = {'offender_id': 'VARCHAR', 'area': 'VARCHAR', 'supervision': 'VARCHAR', 'location': 'VARCHAR',
     'expected_release': 'DATE', 'mappa_category': 'VARCHAR', 'mappa_level': 'VARCHAR', 'youth': 'VARCHAR', 'deceased': 'VARCHAR', 'schemes': 'VARCHAR'});

-- Outcomes as numbers, as they are on the date: 0 open, 1 to 3 proven, to 7 otherwise decided, 8 charged, 9 under investigation.
CREATE TEMP TABLE reports AS
SELECT p.pid, r.offence_id, replace(r.offence_code, '/', '') AS code, r.offence_date,
    CASE WHEN r.outcome_date > DATE '{asOf}' THEN 0
         WHEN outcome = 'convicted' THEN 1 WHEN outcome = 'taken_into_consideration' THEN 2 WHEN outcome = 'cautioned' THEN 3 WHEN outcome = 'out_of_court' THEN 4
         WHEN outcome = 'discontinued' THEN 5 WHEN outcome = 'no_further_action' THEN 6 WHEN outcome = 'acquitted' THEN 7
         WHEN outcome = 'charged' THEN 8 ELSE 9 END::UTINYINT AS outcome,
    CASE WHEN r.outcome_date <= DATE '{asOf}' THEN r.outcome_date END AS outcome_date,
    r.detected_by
FROM read_csv('{folder}/offences.csv', header = true, ignore_errors = true, columns = {'offender_id': 'VARCHAR', 'offence_id': 'VARCHAR', 'offence_code': 'VARCHAR',
     'offence_date': 'DATE', 'outcome': 'VARCHAR', 'outcome_date': 'DATE', 'detected_by': 'VARCHAR', 'source': 'VARCHAR'}) r
JOIN people p USING (offender_id)
WHERE r.offence_date <= DATE '{asOf}'
  AND outcome IN ('convicted', 'taken_into_consideration', 'cautioned', 'out_of_court', 'discontinued', 'no_further_action', 'acquitted', 'charged', 'under_investigation');

CREATE TEMP TABLE several AS SELECT pid, offence_id FROM reports GROUP BY pid, offence_id HAVING count(*) > 1;

CREATE TEMP TABLE resolved AS
WITH rows AS (SELECT r.* FROM reports r SEMI JOIN several USING (pid, offence_id)),
seen AS (
    SELECT pid, offence_id,
        count(DISTINCT outcome) FILTER (outcome BETWEEN 1 AND 7) AS decided,
        min(outcome) FILTER (outcome BETWEEN 1 AND 7) AS any_decided,
        coalesce(bool_or(outcome_date IS NULL) FILTER (outcome BETWEEN 1 AND 7), false) AS undated,
        max(outcome_date) FILTER (outcome BETWEEN 1 AND 7) AS latest,
        bool_or(outcome = 8) AS charged, bool_or(outcome = 9) AS investigated
    FROM rows GROUP BY pid, offence_id),
on_latest AS (
    SELECT pid, offence_id, count(DISTINCT r.outcome) AS outcomes, min(r.outcome) AS outcome
    FROM rows r JOIN seen s USING (pid, offence_id) WHERE r.outcome BETWEEN 1 AND 7 AND r.outcome_date = s.latest GROUP BY pid, offence_id),
standing AS (
    SELECT s.pid, s.offence_id,
        CASE WHEN decided > 1 THEN CASE WHEN undated OR l.outcomes > 1 THEN NULL ELSE l.outcome END
             WHEN decided = 1 THEN any_decided WHEN charged THEN 8 WHEN investigated THEN 9 ELSE 0 END AS outcome
    FROM seen s LEFT JOIN on_latest l USING (pid, offence_id))
SELECT r.pid, min(r.code) AS code, min(r.offence_date) AS offence_date, any_value(r.outcome) AS outcome, max(r.outcome_date) AS outcome_date,
    CASE WHEN count(DISTINCT r.detected_by) = 1 THEN any_value(r.detected_by) END AS detected_by
FROM rows r JOIN standing s ON r.pid = s.pid AND r.offence_id = s.offence_id AND r.outcome = s.outcome
GROUP BY r.pid, r.offence_id;

CREATE TEMP TABLE figures AS
WITH offences AS (
    SELECT pid, code, offence_date, outcome, outcome_date, detected_by FROM reports ANTI JOIN several USING (pid, offence_id) WHERE outcome BETWEEN 1 AND 3
    UNION ALL SELECT pid, code, offence_date, outcome, outcome_date, detected_by FROM resolved WHERE outcome BETWEEN 1 AND 3),
codes AS (
    SELECT d.code, coalesce(own.grp, class.grp) AS grp, s.severity,
        CASE WHEN own.code IS NOT NULL THEN own.is_neighbourhood ELSE class.is_neighbourhood END AS is_neighbourhood,
        CASE WHEN own.code IS NOT NULL THEN own.trigger_from ELSE class.trigger_from END AS trigger_from,
        CASE WHEN own.code IS NOT NULL THEN own.trigger_to ELSE class.trigger_to END AS trigger_to,
        d.code IN ('18804', '18805') OR d.code = '182' OR (length(d.code) = 5 AND left(d.code, 3) = '182') AS is_excepted
    FROM (SELECT DISTINCT code FROM offences) d
    LEFT JOIN catalogue own ON own.code = d.code
    LEFT JOIN catalogue class ON regexp_full_match(d.code, '[0-9]{5}') AND class.code = left(d.code, 3)
    LEFT JOIN scale s ON s.grp = coalesce(own.grp, class.grp))
SELECT pid,
    count(*) FILTER (offence_date > DATE '{months12}') AS frequency,
    max(severity) FILTER (offence_date > DATE '{months24}') AS severity,
    coalesce(bool_or(grp IS NULL) FILTER (offence_date > DATE '{months24}'), false) AS severity_unknown,
    date_diff('day', max(offence_date), DATE '{asOf}') AS days,
    count(*) FILTER (offence_date > DATE '{months24}' AND is_neighbourhood) AS neighbourhood,
    count(*) FILTER (offence_date > DATE '{months12}' AND trigger_from <= offence_date AND NOT coalesce(trigger_to < offence_date, false) AND NOT is_excepted) AS triggers,
    count(*) FILTER (outcome_date > DATE '{months6}' AND detected_by IN ('public', 'police')) AS decided
FROM offences JOIN codes USING (code) GROUP BY pid;

CREATE TEMP TABLE scored AS
WITH tests AS (
    SELECT offender_id,
        count(*) FILTER (result = 'positive' AND test_date > DATE '{months12}' AND context IN ('arrest', 'supervision')) AS positive,
        count(*) FILTER (result = 'positive' AND test_date > DATE '{months12}') AS at_most
    FROM read_csv('{folder}/drug_tests.csv', header = true, columns = {'offender_id': 'VARCHAR', 'test_id': 'VARCHAR', 'test_date': 'DATE', 'result': 'VARCHAR', 'substances': 'VARCHAR', 'context': 'VARCHAR'})
    WHERE test_date <= DATE '{asOf}' AND (context IS NULL OR context IN ('arrest', 'supervision')) GROUP BY offender_id),
risks AS (
    SELECT offender_id, min_by(value, (-epoch(assessed_on), value)) AS ogrs
    FROM read_csv('{folder}/risk_scores.csv', header = true, columns = {'offender_id': 'VARCHAR', 'instrument': 'VARCHAR', 'assessed_on': 'DATE', 'value': 'DOUBLE'})
    WHERE instrument = 'OGRS3-2yr' AND assessed_on > DATE '{months36}' AND assessed_on <= DATE '{asOf}' GROUP BY offender_id),
members AS (
    SELECT DISTINCT offender_id
    FROM read_csv('{folder}/memberships.csv', header = true, columns = {'offender_id': 'VARCHAR', 'from': 'DATE', 'to': 'DATE', 'cohort': 'VARCHAR', 'ground': 'VARCHAR', 'exit_interview_on': 'DATE', 'informed_on': 'DATE', 'agreed': 'VARCHAR'})
    WHERE "from" <= DATE '{asOf}' AND NOT coalesce("to" <= DATE '{asOf}', false)),
nominated AS (
    SELECT DISTINCT offender_id
    FROM read_csv('{folder}/nominations.csv', header = true, columns = {'offender_id': 'VARCHAR', 'agency': 'VARCHAR', 'nominated_on': 'DATE', 'reason': 'VARCHAR'})
    WHERE nominated_on > DATE '{months12}' AND nominated_on <= DATE '{asOf}'),
points AS (
    SELECT p.pid, p.offender_id, p.supervision, p.youth, p.deceased, f.pid IS NOT NULL AS is_proven, m.offender_id IS NOT NULL AS is_member, n.offender_id IS NOT NULL AS is_nominated,
        CASE WHEN f.frequency >= 10 THEN 20 WHEN f.frequency >= 6 THEN 15 WHEN f.frequency >= 3 THEN 10 WHEN f.frequency >= 1 THEN 5 ELSE 0 END AS p_frequency,
        CASE WHEN f.severity >= 8 THEN 15 WHEN f.severity >= 5 THEN 10 WHEN f.severity >= 3 THEN 6 WHEN f.severity >= 1 THEN 3 ELSE 0 END AS p_severity,
        coalesce(f.severity_unknown, false) AS severity_unknown,
        CASE WHEN f.days IS NULL THEN 0 WHEN f.days >= 365 THEN 0 WHEN f.days >= 183 THEN 2 WHEN f.days >= 92 THEN 5 ELSE 8 END AS p_recency,
        CASE WHEN f.neighbourhood >= 3 THEN 8 WHEN f.neighbourhood >= 1 THEN 4 ELSE 0 END AS p_neighbourhood,
        CASE WHEN f.triggers >= 3 THEN 4 WHEN f.triggers >= 1 THEN 2 ELSE 0 END AS p_triggers,
        CASE WHEN f.decided >= 2 THEN 2 ELSE 0 END AS p_decided,
        CASE WHEN t.positive >= 2 THEN 5 WHEN t.positive >= 1 THEN 3 ELSE 0 END AS p_tests,
        CASE WHEN t.at_most >= 2 THEN 5 WHEN t.at_most >= 1 THEN 3 ELSE 0 END AS most_tests,
        CASE WHEN r.ogrs >= 75 THEN 6 WHEN r.ogrs >= 50 THEN 3 ELSE 0 END AS p_ogrs,
        CASE p.mappa_level WHEN '1' THEN 2 WHEN '2' THEN 4 WHEN '3' THEN 5 ELSE 0 END AS p_mappa,
        r.offender_id IS NULL AS ogrs_unknown, p.mappa_level IS NULL AS mappa_unknown
    FROM people p LEFT JOIN figures f USING (pid) LEFT JOIN tests t USING (offender_id) LEFT JOIN risks r USING (offender_id)
    LEFT JOIN members m USING (offender_id) LEFT JOIN nominated n USING (offender_id))
SELECT *,
    p_frequency + p_severity + p_recency + p_neighbourhood + p_triggers + p_decided + p_tests + p_ogrs + p_mappa AS total,
    p_frequency + CASE WHEN severity_unknown THEN 15 ELSE p_severity END + p_recency + p_neighbourhood + p_triggers + p_decided + most_tests
        + CASE WHEN ogrs_unknown THEN 6 ELSE p_ogrs END + CASE WHEN mappa_unknown THEN 5 ELSE p_mappa END AS most,
    CASE WHEN NOT is_proven AND NOT is_member AND NOT is_nominated THEN 'not_in_scope' WHEN deceased = 'yes' THEN 'not_eligible'
         WHEN youth = 'yes' THEN 'refer' WHEN youth IS NULL THEN 'withheld' END AS not_ranked,
    CASE WHEN p_neighbourhood > 0 AND supervision = 'statutory' THEN 'fixed' WHEN p_neighbourhood > 0 THEN 'flex' ELSE 'free' END AS cohort
FROM points;

-- The draw: HMAC-SHA-256 of the id, its key taken in beforehand.
CREATE TEMP TABLE ranked AS
SELECT *, row_number() OVER (ORDER BY total DESC, p_frequency DESC, p_severity DESC,
        sha256('{outerKey}'::BLOB || unhex(sha256('{innerKey}'::BLOB || encode(offender_id))))) AS rank
FROM scored WHERE not_ranked IS NULL;

COPY (
    WITH counts AS (
        SELECT greatest(0, {capacity} - (SELECT count(*) FROM scored WHERE is_member)) AS free,
            50 + (SELECT count(*) FROM ranked WHERE is_member AND most < 20) AS reserve),
    competing AS (SELECT pid, row_number() OVER (ORDER BY rank) AS place FROM ranked WHERE NOT is_member AND total >= 35),
    all_rows AS (
        SELECT r.rank, r.offender_id,
            CASE WHEN r.is_member THEN CASE WHEN r.most < 20 THEN 'below_exit' ELSE 'retain' END
                 WHEN r.total < 35 THEN 'below_line' WHEN c.place <= k.free THEN 'select' WHEN c.place <= k.free + k.reserve THEN 'reserve' ELSE 'no_place' END AS recommendation,
            r.cohort, r.is_member, r.is_nominated, r.total, r.most,
            r.p_frequency, r.p_severity, r.p_recency, r.p_neighbourhood, r.p_triggers, r.p_decided, r.p_tests, r.p_ogrs, r.p_mappa
        FROM ranked r LEFT JOIN competing c USING (pid), counts k
        UNION ALL
        SELECT NULL, offender_id, not_ranked, NULL, is_member, is_nominated, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM scored WHERE not_ranked IS NOT NULL)
    SELECT * FROM all_rows ORDER BY rank NULLS LAST, offender_id
) TO '{out}' (HEADER, DELIMITER ',');
