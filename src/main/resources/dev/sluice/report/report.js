'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const main = document.getElementById('report');
  const css = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  /** Text only ever becomes text nodes and attributes, so that no id or message can become markup. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === 'style') Object.assign(node.style, value);
      else node.setAttribute(name, value);
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined && child !== '') node.append(child);
    }
    return node;
  }

  const whole = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
  function short(value) {
    if (value === null || value === undefined) return '–';
    const size = Math.abs(value);
    if (size >= 1e9) return trim(value / 1e9) + ' G';
    if (size >= 1e6) return trim(value / 1e6) + ' M';
    if (size >= 1e4) return trim(value / 1e3) + ' k';
    return size >= 100 ? whole.format(value) : trim(value);
  }
  function trim(value) {
    const size = Math.abs(value);
    return String(+value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2));
  }
  function byteUnit(value) {
    const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
    let unit = 0;
    while (Math.abs(value) >= 1024 ** (unit + 1) && unit < units.length - 1) unit++;
    return [units[unit], 1024 ** unit];
  }
  function bytes(value) {
    const [unit, size] = byteUnit(value);
    return trim(value / size) + ' ' + unit;
  }
  function time(millis) {
    if (!(millis > 0)) return '0 s';
    if (millis < 950) return trim(millis) + ' ms';
    const seconds = millis / 1000;
    if (seconds < 60) return trim(seconds) + ' s';
    if (seconds < 3600) return Math.floor(seconds / 60) + ' min ' + Math.floor(seconds % 60) + ' s';
    return whole.format(Math.floor(seconds / 3600)) + ' h ' + Math.floor(seconds / 60 % 60) + ' min';
  }
  function percent(part, all) {
    if (!(part > 0 && all > 0)) return '0 %';
    return part / all < 0.0001 ? '<0.01 %' : trim(100 * part / all) + ' %';
  }
  const utc = millis => new Date(millis).toISOString().replace('T', ' ').substring(0, 19) + ' UTC';
  const sum = list => list.reduce((a, b) => a + b, 0);

  const STAGES = [{name: 'source', label: 'Reading the source'}, {name: 'encoding', label: 'Encoding documents'},
    {name: 'memory', label: 'Waiting for memory'}, {name: 'answers', label: 'Waiting for last replies'},
    {name: 'paused', label: 'Paused (retries, limits)'}];

  /** What to do about the largest part; both waits are for Elasticsearch. */
  function advice() {
    const ms = name => data.stages[name + '_ms'];
    const waits = ms('memory') + ms('answers');
    const most = Math.max(ms('source'), ms('encoding'), waits, ms('paused'));
    if (most === ms('source')) {
      return 'Tasks spend most of their time outside the writer, reading and mapping records. More tasks or a faster source speed this load up; a faster cluster does not.';
    }
    if (most === ms('encoding')) {
      return 'Tasks spend most of their time converting records to documents. More tasks speed this load up.';
    }
    if (most === ms('paused')) {
      return 'Tasks spend most of their time paused: requests failed or were refused and wait for their retry, or a limit holds them back.';
    }
    return 'Tasks spend most of their time waiting for Elasticsearch: they read faster than it indexes. More requests in flight help only if the cluster has idle write threads.';
  }

  const OUTCOMES = [['committed', 'Committed tasks'], ['failed', 'Failed attempts'],
    ['unfinished', data.job.state === 'RUNNING' ? 'Running attempts' : 'Killed attempts']];
  const COUNTS = [['given', 'Given to the writer'], ['indexed', 'Indexed'], ['deleted', 'Deleted'], ['noop', 'No change'],
    ['already_there', 'Already there'], ['rejected', 'Rejected'], ['unknown', 'Unknown outcome'], ['resent', 'Resent'],
    ['bulk_requests', 'Bulk requests'], ['bulk_bytes', 'Bytes of bulk requests']];

  const series = data.series;
  const width = series.width_ms;
  const start = data.first || data.job.started;
  const end = data.updated;
  const all = name => sum(OUTCOMES.map(([key]) => data.ledger[key][name] || 0));

  function header() {
    const job = data.job;
    const silent = job.state === 'RUNNING' && end > 0;
    main.append(el('header', {},
      el('h1', {}, job.name || job.id, el('span', {'class': 'badge ' + job.state.toLowerCase(), id: 'state'}, job.state.toLowerCase())),
      el('div', {'class': 'facts'},
        job.index ? el('span', {}, 'Index ' + job.index) : null,
        el('span', {}, job.id),
        job.user ? el('span', {}, 'User ' + job.user) : null,
        job.started > 0 ? el('span', {}, 'Started ' + utc(job.started)) : null,
        job.ended > 0 ? el('span', {}, 'Ended ' + utc(job.ended)) : null,
        silent ? el('span', {}, 'Last news of a task ' + utc(end)) : null)));
  }

  function tiles() {
    const done = all('indexed') + all('deleted') + all('noop') + all('already_there');
    const over = data.job.ended || end;
    const elapsed = Math.max(0, over - (data.job.started || start));
    const loading = Math.max(1, end - start);
    const rejected = all('rejected');
    const row = el('div', {'class': 'tiles'});
    const tile = (name, value, more, id, kind) => row.append(el('div', {'class': 'tile ' + (kind || '')},
      el('div', {'class': 'name'}, name), el('b', {id: id}, value), el('div', {'class': 'more'}, more)));
    tile('Documents', whole.format(done), 'of ' + whole.format(all('given')) + ' given', 'documents');
    tile('Documents/s', short(1000 * done / loading), 'mean while tasks ran', 'rate');
    tile('Sent', bytes(all('bulk_bytes')), bytes(1000 * all('bulk_bytes') / loading) + '/s', 'sent');
    tile('Time', time(elapsed), whole.format(sum(OUTCOMES.map(([key]) => data.ledger[key].attempts))) + ' task attempts', 'time');
    tile('Latency p95', time(data.latency.p95_ms), 'p50 ' + time(data.latency.p50_ms) + ', max ' + time(data.latency.max_ms), 'latency');
    tile('Refused (429)', whole.format(sum(series.refused)), whole.format(all('resent')) + ' documents resent', 'refused');
    tile('Rejected', whole.format(rejected), percent(rejected, all('given')) + ' of those given', 'rejected', rejected > 0 ? 'bad' : '');
    main.append(row);
  }

  function stages() {
    const total = sum(STAGES.map(stage => data.stages[stage.name + '_ms']));
    if (total <= 0) return;
    const bar = el('div', {'class': 'bar', role: 'img', 'aria-label': 'Shares of the time of the tasks'});
    const keys = el('div', {'class': 'keys'});
    for (const stage of STAGES) {
      const millis = data.stages[stage.name + '_ms'];
      const share = millis / total;
      if (share > 0.002) {
        bar.append(el('span', {style: {flexGrow: String(share), flexBasis: '0', background: 'var(--' + stage.name + ')'}, title: stage.label},
          share > 0.07 ? percent(millis, total) : ''));
      }
      keys.append(el('span', {}, el('span', {'class': 'dot', style: {background: 'var(--' + stage.name + ')'}}),
        stage.label + ' ', el('span', {'class': 'quiet'}, percent(millis, total) + ', ' + time(millis))));
    }
    const trips = data.stages.requests_ms;
    const server = trips > 0
      ? ' Of the round trips of bulk requests, ' + percent(Math.min(data.stages.server_ms, trips), trips) + ' were spent in the server (took), the rest in the network and in queues.'
      : '';
    main.append(el('section', {id: 'stages'}, el('h2', {}, 'Where the tasks spent their time'),
      el('p', {'class': 'sub'}, 'Time of the writing threads, summed over all attempts: ' + time(total)),
      bar, keys, el('p', {'class': 'advice'}, advice() + server)));
  }

  /** The milliseconds of an interval in which tasks ran: the first and last intervals are cut. */
  function covered(i) {
    const from = Math.max(series.at[i], start);
    const to = Math.min(series.at[i] + width, end);
    return Math.max(to - from, width / 50);
  }
  const perSecond = name => series[name].map((value, i) => 1000 * value / covered(i));
  const mean = name => series[name].map((value, i) => Math.max(0, value) / covered(i));

  const charts = [];
  function chart(parent, id, title, unit, lines, format) {
    const box = el('div', {'class': 'chart'});
    parent.append(el('section', {id: id}, el('h2', {}, title), el('p', {'class': 'sub'}, unit), box));
    charts.push({box: box, lines: lines, format: format, plot: null});
  }

  function clock(seconds, long) {
    const text = new Date(seconds * 1000).toISOString();
    return long > 2 * 86400 ? text.substring(5, 10) + ' ' + text.substring(11, 16)
      : long > 900 ? text.substring(11, 16) : text.substring(11, 19);
  }

  function draw(each) {
    if (each.plot) each.plot.destroy();
    const times = series.at.map((at, i) => (Math.max(at, start) + Math.min(at + width, end)) / 2000);
    const span = times.length > 1 ? times[times.length - 1] - times[0] : 1;
    const axis = {stroke: css('quiet'), grid: {stroke: css('grid'), width: 1}, ticks: {stroke: css('grid'), width: 1},
      font: '12px system-ui, sans-serif'};
    const stacked = each.lines.some(line => line.stack);
    let drawn = each.lines;
    if (stacked) {
      const sums = times.map(() => 0);
      drawn = each.lines.map(line => ({...line, values: line.values.map((value, i) => sums[i] += value), raw: line.values})).reverse();
    }
    const points = times.length < 40;
    const fromZero = (u, min, max) => [0, max > 0 ? max * 1.08 : 1];
    const options = {
      width: Math.max(260, each.box.clientWidth), height: 230,
      cursor: {sync: {key: 'report'}, drag: {x: true, y: false}},
      scales: {x: {time: true, range: times.length > 1 ? undefined : () => [times[0] - 2, times[0] + 2]},
        y: {range: fromZero}, right: {range: fromZero}},
      axes: [{...axis, space: 70, values: (u, at) => at.map(value => clock(value, span))},
        {...axis, size: 58, values: (u, at) => at.map(each.format)}].concat(
          drawn.some(line => line.right) ? {...axis, scale: 'right', side: 1, size: 58, grid: {show: false}, values: (u, at) => at.map(each.format)} : []),
      series: [{label: 'Time (UTC)', value: (u, at) => at === null ? '' : clock(at, 0)}].concat(drawn.map(line => ({
        label: line.label, scale: line.right ? 'right' : 'y', stroke: css(line.color), width: stacked ? 1 : 2,
        fill: stacked ? css(line.color) : line.fill ? css(line.color) + '22' : undefined,
        spanGaps: true, points: {show: points && !stacked, size: 5, fill: css(line.color)},
        value: (u, value, s, i) => i === null || i === undefined ? '' : value === null ? '–' : each.format(line.raw ? line.raw[i] : value)
      }))),
      legend: {live: true}
    };
    each.plot = new uPlot(options, [times].concat(drawn.map(line => line.values)), each.box);
  }

  function allCharts() {
    if (series.at.length === 0) {
      main.append(el('section', {}, el('h2', {}, 'Over time'), el('p', {'class': 'sub'}, 'No task has left a time series.')));
      return;
    }
    const grid = el('div', {'class': 'grid'});
    main.append(grid);
    const every = 'one point per ' + time(width) + ', all tasks';
    chart(grid, 'throughput', 'Throughput', 'Documents per second; ' + every,
      [{label: 'documents/s', color: 'accent', fill: true, values: perSecond('documents')}], short);
    chart(grid, 'activity', 'What the tasks were doing', 'Number of tasks; ' + every,
      STAGES.map(stage => ({label: stage.label, color: stage.name, stack: true, values: mean(stage.name + '_ms')})), short);
    chart(grid, 'latencies', 'Bulk latency', 'Round trip of a bulk request; ' + every,
      [{label: 'p50', color: 'p50', values: series.p50_ms}, {label: 'p95', color: 'p95', values: series.p95_ms},
        {label: 'p99', color: 'p99', values: series.p99_ms}], time);
    const sent = perSecond('bytes');
    const [unit, size] = byteUnit(Math.max(...sent));
    chart(grid, 'data', 'Data sent', 'Bodies of bulk requests in ' + unit + '/s; ' + every,
      [{label: unit + '/s', color: 'accent', fill: true, values: sent.map(value => value / size)}], short);
    chart(grid, 'flight', 'Requests in flight', 'Mean number of bulk requests and of tasks; ' + every,
      [{label: 'requests in flight', color: 'p50', values: mean('in_flight_ms')}, {label: 'tasks', color: 'quiet', values: mean('task_ms')}], short);
    chart(grid, 'refusals', 'Refusals and retries', 'Requests per second (left), documents per second (right); ' + every,
      [{label: 'requests refused (429)', color: 'paused', values: perSecond('refused')},
        {label: 'documents resent (right)', color: 'memory', right: true, values: perSecond('resent')},
        {label: 'documents rejected (right)', color: 'bad', right: true, values: perSecond('rejected')}], short);
  }

  function table(heads, rows) {
    return el('div', {'class': 'scroll'}, el('table', {},
      el('thead', {}, el('tr', {}, heads.map(head => el('th', head.startsWith('#') ? {'class': 'number'} : {}, head.replace('#', ''))))),
      el('tbody', {}, rows)));
  }
  const number = (value, id) => el('td', Object.assign({'class': 'number' + (value === 0 ? ' zero' : '')}, id ? {id: id} : {}), whole.format(value));
  const cell = (value, kind) => el('td', {'class': kind || ''}, value);

  function ledger(parent) {
    const shown = OUTCOMES.filter(([key]) => key === 'committed' || data.ledger[key].attempts > 0);
    const rows = [el('tr', {}, cell('Task attempts'), shown.map(([key]) => number(data.ledger[key].attempts, 'ledger-' + key + '-attempts')))];
    for (const [name, label] of COUNTS) {
      rows.push(el('tr', {}, cell(label), shown.map(([key]) => number(data.ledger[key][name] || 0, 'ledger-' + key + '-' + name))));
    }
    parent.append(el('section', {id: 'ledger'}, el('h2', {}, 'Documents'),
      el('p', {'class': 'sub'}, 'The column of committed tasks equals the counters of the job. Documents of failed attempts stay in the index; the retry writes them again.'),
      table(['Count'].concat(shown.map(([key, label]) => '#' + label)), rows)));
  }

  function nodes(parent) {
    if (data.nodes.length === 0) return;
    const most = Math.max(...data.nodes.map(node => node.bytes));
    parent.append(el('section', {id: 'nodes'}, el('h2', {}, 'Bytes by node'), el('p', {'class': 'sub'}, 'Bodies of bulk requests as sent, after compression'),
      table(['Node', '#Sent', '#Share', ''], data.nodes.map(node => el('tr', {}, cell(node.node, 'text'), cell(bytes(node.bytes), 'number'),
        cell(percent(node.bytes, sum(data.nodes.map(each => each.bytes))), 'number'),
        el('td', {style: {width: '35%'}}, el('div', {'class': 'meter', style: {width: 100 * node.bytes / Math.max(1, most) + '%'}})))))));
  }

  function tasks() {
    if (data.tasks.length === 0) return;
    const shown = data.nodes.slice(0, 8).map(node => node.node);
    const rows = data.tasks.map(task => {
      const total = Math.max(1, sum(STAGES.map(stage => task.stages[stage.name + '_ms'])));
      const share = el('div', {'class': 'share'}, STAGES.map(stage => el('span', {title: stage.label,
        style: {flexGrow: String(task.stages[stage.name + '_ms'] / total), flexBasis: '0', background: 'var(--' + stage.name + ')'}})));
      return el('tr', {}, el('td', {}, el('code', {}, task.attempt.replace(/^attempt_.*?_(?=[mr]_\d+_\d+$)/, ''))),
        cell(task.outcome), cell(time(task.time_ms), 'number'), number(task.documents), number(task.rejected), number(task.resent),
        cell(bytes(task.bytes), 'number'), cell(time(task.p95_ms), 'number'), el('td', {}, share),
        shown.map(name => cell(bytes((task.nodes.find(node => node.node === name) || {bytes: 0}).bytes), 'number')));
    });
    main.append(el('section', {id: 'tasks'}, el('h2', {}, 'Slowest tasks'),
      el('p', {'class': 'sub'}, 'At most 50 attempts, the longest first, with the bytes that they sent to each node' + (data.nodes.length > 8 ? ' (the first 8 nodes)' : '')),
      table(['Attempt', 'Outcome', '#Time', '#Documents', '#Rejected', '#Resent', '#Sent', '#Latency p95', 'Time spent'].concat(shown.map(name => '#' + name)), rows)));
  }

  function errors() {
    if (data.errors.length === 0) return;
    main.append(el('section', {id: 'errors'}, el('h2', {}, 'Rejected documents by error'),
      el('p', {'class': 'sub'}, 'Of all attempts. The documents are in rejected/ and failed/ of the job directory.'),
      table(['Error', '#Documents', 'First message', 'Ids of the first documents'], data.errors.map(error => el('tr', {},
        el('td', {'class': 'text'}, el('code', {}, error.type)), number(error.count), cell(error.reason, 'text'),
        el('td', {}, error.ids.map(id => el('span', {'class': 'id'}, id))))))));
  }

  function settings() {
    const rows = values => Object.entries(values).map(([key, value]) => el('tr', {}, el('td', {}, el('code', {}, key)), cell(value, 'text')));
    const given = Object.keys(data.job.settings).length;
    if (given === 0) return;
    main.append(el('section', {id: 'settings'},
      el('details', {}, el('summary', {}, 'Settings of the job (' + given + ')'), table(['Key', 'Value'], rows(data.job.settings))),
      el('details', {}, el('summary', {}, 'Defaults of the other keys'), table(['Key', 'Default'], rows(data.job.defaults)))));
  }

  document.title = (data.job.name || data.job.id) + ' – Sluice report';
  header();
  tiles();
  stages();
  allCharts();
  errors();
  const pair = el('div', {'class': data.nodes.length > 0 ? 'grid' : ''});
  main.append(pair);
  ledger(pair);
  nodes(pair);
  tasks();
  settings();
  main.append(el('footer', {}, 'Report of Sluice. Times of tasks are those of their machines. The figures are also in report.json.'));
  charts.forEach(draw);
  const redraw = () => charts.forEach(draw);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  let last = main.clientWidth;
  window.addEventListener('resize', () => {
    if (main.clientWidth !== last) { last = main.clientWidth; redraw(); }
  });
  document.documentElement.dataset.ready = 'true';
}());
