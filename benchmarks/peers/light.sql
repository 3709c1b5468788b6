-- The light job in SQL, as somebody who knows the database would write it. {name} is filled in by the benchmark.

CREATE TEMP TABLE catalogue AS
SELECT code, trigger_from, coalesce(trigger_to, DATE '9999-12-31') AS trigger_to,
    CASE WHEN "group" IN ('robbery', 'sexual') THEN 8 WHEN "group" IN ('burglary', 'violence') THEN 6 WHEN "group" = 'weapons' THEN 5 WHEN "group" = 'vehicle' THEN 3
         WHEN "group" IN ('theft', 'fraud', 'damage', 'drugs') THEN 2 WHEN "group" IN ('public-order', 'motoring', 'justice') THEN 1 ELSE 0 END::UTINYINT AS severity
FROM read_csv('{catalogue}', header = true, columns = {'code': 'VARCHAR', 'title': 'VARCHAR', 'group': 'VARCHAR', 'neighbourhood': 'VARCHAR', 'acquisitive': 'VARCHAR',
     'severity': 'DOUBLE', 'trigger_from': 'DATE', 'trigger_to': 'DATE', 'provision': 'VARCHAR', 'cjs_code': 'VARCHAR'});

COPY (
    WITH offences AS (
        -- A repeat says the same again, and an id is one offence's: the first row that comes will do.
        SELECT offender_id, offence_code AS code, offence_date
        FROM read_csv('{folder}/offences.csv', header = true, columns = {'offender_id': 'VARCHAR', 'offence_id': 'VARCHAR', 'offence_code': 'VARCHAR',
             'offence_date': 'DATE', 'outcome': 'VARCHAR', 'outcome_date': 'DATE', 'detected_by': 'VARCHAR', 'source': 'VARCHAR'})
        WHERE offence_date <= DATE '{asOf}' AND outcome IN ('convicted', 'taken_into_consideration', 'cautioned')
        QUALIFY row_number() OVER (PARTITION BY offence_id) = 1),
    figures AS (
        SELECT offender_id,
            count(*) FILTER (offence_date > DATE '{months12}') AS frequency,
            max(coalesce(own.severity, class.severity)) FILTER (offence_date > DATE '{months24}') AS severity,
            DATE '{asOf}' - max(offence_date) AS days,
            count(*) FILTER (offence_date > DATE '{months12}'
                AND CASE WHEN own.code IS NOT NULL THEN offence_date BETWEEN own.trigger_from AND own.trigger_to
                         ELSE offence_date BETWEEN class.trigger_from AND class.trigger_to END) AS triggers
        FROM offences o LEFT JOIN catalogue own ON own.code = o.code LEFT JOIN catalogue class ON class.code = left(o.code, 3)
        GROUP BY offender_id),
    points AS (
        SELECT p.offender_id,
            CASE WHEN f.frequency >= 10 THEN 20 WHEN f.frequency >= 6 THEN 15 WHEN f.frequency >= 3 THEN 10 WHEN f.frequency >= 1 THEN 5 ELSE 0 END AS p_frequency,
            CASE WHEN f.severity >= 8 THEN 15 WHEN f.severity >= 5 THEN 10 WHEN f.severity >= 3 THEN 6 WHEN f.severity >= 1 THEN 3 ELSE 0 END AS p_severity,
            CASE WHEN f.days >= 365 THEN 0 WHEN f.days >= 183 THEN 2 WHEN f.days >= 92 THEN 5 ELSE 8 END AS p_recency,
            CASE WHEN f.triggers >= 3 THEN 4 WHEN f.triggers >= 1 THEN 2 ELSE 0 END AS p_triggers,
            CASE p.mappa_level WHEN '1' THEN 2 WHEN '2' THEN 4 WHEN '3' THEN 5 ELSE 0 END AS p_mappa
        FROM figures f JOIN read_csv('{folder}/offenders.csv', header = true, columns = {'offender_id': 'VARCHAR', 'area': 'VARCHAR', 'supervision': 'VARCHAR', 'location': 'VARCHAR',
            'expected_release': 'DATE', 'mappa_category': 'VARCHAR', 'mappa_level': 'VARCHAR', 'youth': 'VARCHAR', 'deceased': 'VARCHAR', 'schemes': 'VARCHAR'}) p USING (offender_id)),
    ranked AS (
        SELECT *, p_frequency + p_severity + p_recency + p_triggers + p_mappa AS total,
            row_number() OVER (ORDER BY total DESC, p_frequency DESC, p_severity DESC, offender_id) AS rank
        FROM points)
    SELECT offender_id, rank, rank <= {capacity} AND total >= 25 AS is_selected, total, p_frequency, p_severity, p_recency, p_triggers, p_mappa FROM ranked ORDER BY rank
) TO '{out}' (HEADER, DELIMITER ',');
