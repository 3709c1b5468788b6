#!/usr/bin/env bash
# What each further PostgreSQL server brings: the same people ranked by 1, 2 and 3 servers on this machine, people spread over them by a hash of their id.
#   bash benchmarks/servers/run.sh TABLES SQL [ROUNDS]
# TABLES is a folder that iom check --tables wrote, SQL one that iom policy sql --dialect postgresql wrote (without --schema). ROUNDS is 3 unless told.
# IOM_WORK_MEM is the memory of a sort, PostgreSQL's own 4MB unless told.
# CPU time of a server is that of all its processes, as the system tells it; the first server is the coordinator too. Servers and what they hold are taken away again.
set -euo pipefail
tables=$(cd "${1:?name the folder of the tables}" && pwd) sql=$(cd "${2:?name the folder of the scripts}" && pwd) rounds=${3:-3}
bin=${IOM_POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
work=$(mktemp -d); chmod 755 "$work"
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
port() { echo $((5610 + $1)); }
on() { local server=$1; shift; psql --quiet --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 --host=127.0.0.1 --port="$(port "$server")" --username=postgres "$@"; }
stop() { for server in 1 2 3; do [ -d "$work/$server" ] && as "$bin/pg_ctl" -D "$work/$server" -m immediate stop > /dev/null 2>&1 || true; done; rm -rf "$work"; }
trap stop EXIT
cpu() { sleep 1; awk '{ sub(/^.*\) /, ""); print ($12 + $13 + $14 + $15) / 100 }' "/proc/$(head -1 "$work/$1/postmaster.pid")/stat"; }

for server in 1 2 3; do
  as "$bin/initdb" --pgdata="$work/$server" --username=postgres --auth=trust --encoding=UTF8 --no-locale --no-sync > /dev/null
  as "$bin/pg_ctl" -D "$work/$server" -o "-p $(port $server) -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c work_mem=${IOM_WORK_MEM:-4MB}" -l "$work/$server/log" -w start > /dev/null
done
on 1 -c "CREATE DATABASE everybody" -c "CREATE DATABASE coordinator"
(cd "$tables" && on 1 -d everybody -f "$sql/create.sql" -f "$sql/load.sql")
names=$(on 1 -d everybody -c "SELECT string_agg(quote_ident(tablename), ' ') FROM pg_tables WHERE schemaname = 'public'")
echo "$(on 1 -d everybody -c "SELECT count(*) FROM offenders") people, $(on 1 -d everybody -c "SELECT count(*) FROM offences") offences; PostgreSQL $(on 1 -c 'SHOW server_version'); $(nproc) processors for all servers together"
echo "| servers | wall s | CPU s of each, the first with the coordinator | all |"
echo "|---|---|---|---|"
for count in 1 2 3; do
  views=""
  on 1 -d coordinator -c "DROP EXTENSION IF EXISTS postgres_fdw CASCADE" -c "CREATE EXTENSION postgres_fdw" 2> /dev/null
  for server in $(seq "$count"); do
    on "$server" -c "DROP SCHEMA public CASCADE" -c "CREATE SCHEMA public" 2> /dev/null
    on "$server" -f "$sql/create.sql"
    for name in $names; do
      where="WHERE abs(hashtext(offender_id)::bigint) % $count = $server - 1"
      [ "$name" = supplied ] && where=""
      on 1 -d everybody -c "COPY (SELECT * FROM $name $where) TO STDOUT" | on "$server" -c "COPY $name FROM STDIN"
    done
    on "$server" -c "ANALYZE" -f "$sql/person.sql" 2> /dev/null
    on 1 -d coordinator -c "CREATE SERVER s$server FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '$(port "$server")', dbname 'postgres', use_remote_estimate 'true', async_capable 'true', fetch_size '10000')" \
      -c "CREATE USER MAPPING FOR CURRENT_USER SERVER s$server OPTIONS (user 'postgres')" -c "DROP SCHEMA IF EXISTS s$server CASCADE" -c "CREATE SCHEMA s$server" \
      -c "IMPORT FOREIGN SCHEMA public LIMIT TO (iom_person) FROM SERVER s$server INTO s$server" 2> /dev/null
    views="${views:+$views UNION ALL }SELECT * FROM s$server.iom_person"
  done
  on 1 -d coordinator -c "DROP VIEW IF EXISTS iom_person CASCADE" -c "CREATE VIEW iom_person AS $views" -f "$sql/ranking.sql" 2> /dev/null
  for round in $(seq "$rounds"); do
    before=(); for server in $(seq "$count"); do before+=("$(cpu "$server")"); done
    start=$(date +%s.%N)
    sum=$(on 1 -d coordinator -c "SET jit = off" -c "COPY (SELECT * FROM iom_ranking ORDER BY rank IS NULL, rank, offender_id COLLATE \"C\") TO STDOUT" | sha256sum | cut -c1-16)
    wall=$(echo "$(date +%s.%N) $start" | awk '{ printf "%.1f", $1 - $2 }')
    each=(); for server in $(seq "$count"); do each+=("$(echo "$(cpu "$server") ${before[$((server - 1))]}" | awk '{ printf "%.1f", $1 - $2 }')"); done
    echo "| $count | $wall | ${each[*]} | $(printf '%s\n' "${each[@]}" | awk '{ sum += $1 } END { printf "%.1f", sum }') |"
    [ "${first:=$sum}" = "$sum" ] || { echo "the rankings differ"; exit 1; }
  done
done
echo "The same ranking each time: sha256 $first..."
