# shellcheck shell=bash disable=SC2034,SC2154 # variables of the caller
# Sourced by checks that need an Elasticsearch: takes $here and $work, reports by fail MESSAGE.

# property NAME: its value in the pom.
property() {
  sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$here/pom.xml" | head -n 1
}

# Starts an Elasticsearch in $work; sets $url, and $server, which the caller kills.
start_server() {
  local port=$((20000 + RANDOM % 10000)) zip="org.elasticsearch.distribution.integ-test-zip:elasticsearch"
  mvn -B -q dependency:copy -Dartifact="$zip:$(property elasticsearch.server.version):zip" \
    -DoutputDirectory="$work" >"$work/log" 2>&1 || fail "no Elasticsearch to start"
  unzip -q "$work"/elasticsearch-*.zip -d "$work/server"
  rm "$work"/elasticsearch-*.zip
  local as=()
  if [ "$(id -u)" = 0 ]; then # which Elasticsearch refuses
    chown -R 65534 "$work/server"
    chmod 755 "$work"
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  fi
  ES_JAVA_HOME="${JAVA_HOME:-$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')}" \
    ES_JAVA_OPTS="-Xms512m -Xmx512m" "${as[@]}" "$work"/server/*/bin/elasticsearch \
    -E discovery.type=single-node -E xpack.security.enabled=false -E http.port="$port" \
    -E cluster.routing.allocation.disk.threshold_enabled=false >"$work/server.log" 2>&1 &
  server=$!
  url="http://127.0.0.1:$port"
  curl -s --retry 300 --retry-delay 2 --retry-connrefused "$url/_cluster/health?wait_for_status=yellow" \
    >/dev/null || { cp "$work/server.log" "$work/log"; fail "Elasticsearch did not start"; }
}
