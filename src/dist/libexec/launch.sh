# shellcheck shell=bash
# Sourced by bin/sluice of the archives and by scripts/sluice of a checkout: runs a command by
# `hadoop jar` where there is a Hadoop, and otherwise in a JVM of its own, with client jars.

# Java reads arguments and file names in the character set of the locale, and C, as under cron, has ASCII.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in
  C | POSIX) { export LC_ALL=C.UTF-8; } 2>/dev/null ;;
esac

# fail CODE MESSAGE: one line, and out. 2 is a mistake in the set-up, 3 a failure.
fail() {
  echo "sluice: $2" >&2
  exit "$1"
}

# tool NAME HOME: the path of a command, in HOME/bin or else on the PATH; nothing if it is not there.
tool() {
  if [ -n "$2" ] && [ -x "$2/bin/$1" ]; then
    echo "$2/bin/$1"
  else
    command -v "$1" || true
  fi
}

# The Hadoop to use; nothing where there is none, or where it must not be used.
hadoop_command() {
  if [ "${SLUICE_LOCAL:-false}" != true ]; then
    tool hadoop "${HADOOP_HOME:-}"
  fi
}

# The first argument that is no option: the command.
command_of() {
  local argument
  for argument in "$@"; do
    case "$argument" in
      -V | --version) echo version && return ;;
      -*) ;;
      *) echo "$argument" && return ;;
    esac
  done
}

# check_variable NAME PATTERN EXAMPLE: a JVM that refused the value would leave with 1, which means "done".
check_variable() {
  [[ -z "${!1:-}" || "${!1}" =~ $2 ]] || fail 2 "$1 is \"${!1}\", but must look like $3"
}

# configure DIRECTORY: takes the configuration from there, unless the user names another directory.
configure() {
  export SLUICE_CONF_DIR="${SLUICE_CONF_DIR:-$1}"
  [ -d "$SLUICE_CONF_DIR" ] || fail 2 "SLUICE_CONF_DIR is $SLUICE_CONF_DIR, but that is not a directory"
  log_configuration="$SLUICE_CONF_DIR/log4j.properties"
  [ -e "$log_configuration" ] || log_configuration="$1/log4j.properties"
  check_variable SLUICE_HEAP '^[0-9]+[kKmMgG]?$' 512m
  check_variable SLUICE_LOG_LEVEL '^(OFF|ERROR|WARN|INFO|DEBUG|TRACE)$' INFO
}

# Options of the JVM that both ways take. Neither may hold a blank: Hadoop splits them.
options() {
  local url="file:${log_configuration//%/%25}"
  echo "-Dlog4j.configuration=${url// /%20}" \
    ${SLUICE_LOG_LEVEL:+"-Dsluice.log.level=$SLUICE_LOG_LEVEL"} ${SLUICE_HEAP:+"-Xmx$SLUICE_HEAP"}
}

# Joins class path entries, without the empty ones.
join() {
  local entry path=""
  for entry in "$@"; do
    [ -z "$entry" ] || path="${path:+$path:}$entry"
  done
  echo "$path"
}

hbase_conf() {
  local dir
  for dir in "${HBASE_CONF_DIR:-}" "${HBASE_HOME:+$HBASE_HOME/conf}" /etc/hbase/conf; do
    if [ -n "$dir" ] && [ -d "$dir" ]; then
      echo "$dir"
      return
    fi
  done
}

# run_on_hadoop HADOOP JAR ARGUMENT...
run_on_hadoop() {
  local hadoop="$1" jar="$2" command hbase mapredcp=""
  shift 2
  command="$(command_of "$@")"
  # Its own hadoop-env.sh may know a Java that we do not.
  if [ -z "${JAVA_HOME:-}" ] && ! command -v java >/dev/null && ! "$hadoop" version >/dev/null 2>&1; then
    fail 2 "$hadoop does not find Java: install a JRE 8 or later, or set JAVA_HOME"
  fi
  hbase="$(tool hbase "${HBASE_HOME:-}")"
  # It starts a JVM, so the other commands do without it.
  case "${hbase:+$command}" in
    table) mapredcp="$("$hbase" mapredcp 2>/dev/null)" || fail 2 "$(why_not "$hbase" mapredcp)" ;;
    version) mapredcp="$("$hbase" mapredcp 2>/dev/null)" || true ;;
  esac
  HADOOP_CLASSPATH="$(join "${HADOOP_CLASSPATH:-}" "$(hbase_conf)" "$mapredcp")"
  HADOOP_CLIENT_OPTS="$(options) ${HADOOP_CLIENT_OPTS:-}"
  export HADOOP_CLASSPATH HADOOP_CLIENT_OPTS
  exec "$hadoop" jar "$jar" "$@"
}

# why_not COMMAND...: runs what failed once more, for its last line.
why_not() {
  echo "\`$*\` failed: $("$@" 2>&1 | grep -v '^ *$' | tail -n 1)"
}

# Sets java, what it says of its version, java_text, and its feature version, java_version.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    [ -x "$java" ] || fail 2 "JAVA_HOME is $JAVA_HOME, but $java does not exist: set it to a JRE 8 or later"
  else
    java="$(command -v java)" || fail 2 "Java was not found: install a JRE 8 or later, or set JAVA_HOME"
  fi
  java_text="$("$java" -version 2>&1)" || fail 2 "$(why_not "$java" -version)"
  java_version="$(sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' <<<"$java_text" | head -n 1)"
  [ "${java_version:-8}" -ge 8 ] || fail 2 "$java is Java $java_version, but Sluice needs Java 8 or later: set JAVA_HOME"
}

# What Hadoop and HBase need to be allowed on Java 9 and later.
permissions() {
  local package
  [ "${java_version:-8}" -ge 9 ] || return 0
  for package in java.lang java.lang.reflect java.nio java.util java.util.concurrent sun.nio.ch; do
    echo "--add-opens=java.base/$package=ALL-UNNAMED"
  done
  echo --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED
  echo --add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED
  if [ "$java_version" -ge 24 ]; then
    echo --enable-native-access=ALL-UNNAMED
    echo --sun-misc-unsafe-memory-access=allow
  fi
}

# Lets the optimizing compiler of HotSpot (C2) wait ten times longer than by default: it takes more CPU
# than a load of some seconds itself. What a long load repeats is compiled by it all the same. A Java
# without one of these options does not start, so only versions that are known to have them get them.
compiler_options() {
  [ "${java_version:-8}" -le 25 ] || return 0
  case "$java_text" in
    *" Server VM "*)
      echo -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
      echo -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000
      ;;
  esac
}

# Where jobs leave their files: HOME or, without one that can be written to, a directory of this user.
job_home() {
  if [ -n "${HOME:-}" ] && [ -w "$HOME" ]; then
    echo "$HOME"
    return
  fi
  local dir
  dir="${TMPDIR:-/tmp}/sluice-$(id -u)"
  if [ ! -O "$dir" ] && ! mkdir -m 700 "$dir" 2>/dev/null; then
    fail 2 "cannot make $dir for the files of jobs: set HOME to a directory that you can write to"
  fi
  echo "$dir"
}

# class_archive COMMAND JAR CLASSPATH: sets archive, the path of this user's class archive for the
# command without its ending. Empty where there is none: before Java 17, for commands that are fast
# anyway, with a configuration directory on the class path, of which the JVM makes none, and with a
# path that a URL writes in another way, such as one with a blank, where it has no class of a jar.
class_archive() {
  local command="$1" jar="$2" classpath="$3" dir key
  archive=""
  [ "${SLUICE_CLASS_ARCHIVE:-true}" != false ] && [ "${java_version:-8}" -ge 17 ] || return 0
  case "$command in $classpath" in
    "load in $jar:"* | "table in $jar:"* | "dump in $jar:"* | "reindex in $jar:"*) ;;
    *) return 0 ;;
  esac
  [[ "$classpath" =~ ^[A-Za-z0-9/:*._~+@=,-]*$ ]] || return 0
  dir="${XDG_CACHE_HOME:-${HOME:-}/.cache}/sluice"
  [ -d "$dir" ] || mkdir -p -m 700 "$dir" 2>/dev/null || return 0
  # The JVM runs what is in it.
  [ -O "$dir" ] && [ -w "$dir" ] || return 0
  key="$(echo "$java_text $classpath" | cksum)" 2>/dev/null || return 0
  archive="$dir/$command-${key%% *}"
  if [ -e "$archive.classes" ] && [ "$jar" -nt "$archive.classes" ]; then
    rm -f "$archive".*
  fi
}

# archive_options CLASSPATH: sets sharing, the options of the JVM for the class archive. The first
# command notes the classes that it loads; once it has ended, another makes the archive of them, and
# all later ones start in two thirds of the time.
archive_options() {
  sharing=()
  [ -n "$archive" ] || return 0
  if [ -e "$archive.jsa" ]; then
    sharing=(-XX:SharedArchiveFile="$archive.jsa")
  elif create "$archive.classes"; then
    sharing=(-XX:DumpLoadedClassList="$archive.classes")
  elif [ -n "$(find "$archive.classes" -mmin +1 2>/dev/null)" ] && create "$archive.begun"; then
    make_archive "$1" </dev/null >/dev/null 2>&1 &
  fi
  # Otherwise the JVM would complain, on standard output, of an archive that does not fit.
  [ "${#sharing[@]}" -eq 0 ] || sharing+=(-Xshare:auto -Xlog:disable)
}

# create FILE: fails if it is there; of two commands at the same time, one succeeds.
create() {
  (set -C && : >"$1") 2>/dev/null
}

# make_archive CLASSPATH: with another JVM than that of a command, which could do it at its exit: on
# a full disk, the exit code of a command that has succeeded would be 1.
make_archive() {
  trap '' HUP INT TERM
  # shellcheck disable=SC2046 # a list of options
  sed '$d' "$archive.classes" >"$archive.list" \
    && nice -n 19 "$java" $(permissions) -Xlog:disable -Xshare:dump -cp "$1" \
      -XX:SharedClassListFile="$archive.list" -XX:SharedArchiveFile="$archive.new" \
    && mv "$archive.new" "$archive.jsa"
  rm -f "$archive.new" "$archive.list"
  # Those of earlier versions.
  find "${archive%/*}" -type f -mtime +60 -exec rm -f {} +
}

# run_locally JAR LIBRARIES ARGUMENT...
run_locally() {
  local jar="$1" libraries="$2" hadoop_conf="" user_home classpath archive sharing
  shift 2
  find_java
  [ "${SLUICE_LOCAL:-false}" = true ] || hadoop_conf="${HADOOP_CONF_DIR:-}"
  user_home="$(job_home)" || exit
  classpath="$(join "$hadoop_conf" "$(hbase_conf)" "$jar" "$libraries/*" "${HADOOP_CLASSPATH:-}")"
  class_archive "$(command_of "$@")" "$jar" "$classpath"
  archive_options "$classpath"
  # shellcheck disable=SC2046,SC2086 # lists of options
  exec "$java" ${sharing[@]+"${sharing[@]}"} $(permissions) $(compiler_options) $(options) \
    "-Duser.home=$user_home" ${HADOOP_CLIENT_OPTS:-} -cp "$classpath" dev.sluice.cli.Sluice "$@"
}
