"use strict";
(function () {
  var list = document.querySelector("table.list"), many = 300;
  document.querySelectorAll("details.figures, .list details").forEach(function (d) { d.open = false; });
  // What a row opens to is kept aside where there are many, so that sorting and filtering has little to lay out.
  var aside = new Map();
  if (list && list.tBodies.length > many) Array.prototype.forEach.call(list.tBodies, function (p) {
    var d = p.querySelector("details"), inside = d && d.querySelector(".in");
    if (!inside) return;
    inside.remove(); aside.set(p, inside);
    d.addEventListener("toggle", function () { if (d.open) put(p); });
  });
  // Until now no row was laid out: the page came in pieces, and each would have had all laid out again.
  document.body.classList.add("ready");
  function put(p) { var inside = aside.get(p); if (inside && !inside.parentNode) p.querySelector("details").appendChild(inside); }
  function open(id) {
    var row = id && document.getElementById(id), d = row && row.querySelector("details");
    if (d) { row.hidden = false; put(row); d.open = true; }
  }
  window.addEventListener("hashchange", function () { open(location.hash.slice(1)); });
  if (!list) return;
  var say = list.dataset, people = Array.prototype.slice.call(list.tBodies), status = document.createElement("p"), words = new Map();
  function make(tag, text, parent) { var e = document.createElement(tag); e.textContent = text; parent.appendChild(e); return e; }
  function field(text, element) { var l = make("label", text, tools); l.appendChild(document.createElement("br")); l.appendChild(element); return element; }
  var tools = document.createElement("div"); tools.className = "tools"; tools.setAttribute("role", "search"); tools.setAttribute("aria-label", say.tools);
  var find = field(say.find, document.createElement("input")); find.type = "search"; find.autocomplete = "off";
  var which = field(say.show, document.createElement("select"));
  function unlike(all) { return Array.from(new Set(all)).filter(Boolean); }
  [["", say.everybody]].concat(unlike(people.map(function (p) { return p.dataset.r; })).map(function (r) { return [r, r]; }))
    .concat(unlike([].concat.apply([], people.map(function (p) { return p.dataset.m.split("|"); }))).map(function (m) { return ["*" + m, m]; }))
    .forEach(function (o) { make("option", o[1], which).value = o[0]; });
  var all = make("button", say.open, tools), opens = true, each = field("", document.createElement("input"));
  all.type = "button"; each.type = "checkbox"; each.parentNode.className = "tick"; each.parentNode.replaceChildren(each, document.createTextNode(say.each));
  status.setAttribute("role", "status"); status.className = "soft";
  var holder = list.parentNode; holder.parentNode.insertBefore(tools, holder); holder.parentNode.insertBefore(status, holder);
  function text(p) {
    var t = words.get(p), inside = aside.get(p);
    if (t === undefined) words.set(p, t = (p.textContent + (inside && !inside.parentNode ? " " + inside.textContent : "")).toLowerCase());
    return t;
  }
  function show() {
    var sought = find.value.trim().toLowerCase(), kind = which.value, shown = 0;
    people.forEach(function (p) {
      var fits = (!kind || (kind[0] === "*" ? p.dataset.m.split("|").indexOf(kind.slice(1)) >= 0 : p.dataset.r === kind)) && (!sought || text(p).indexOf(sought) >= 0);
      if (p.hidden === fits) p.hidden = !fits;
      if (fits) shown++;
    });
    status.textContent = say.shown.replace("{shown}", shown).replace("{count}", people.length);
  }
  find.addEventListener("input", show); which.addEventListener("change", show);
  all.addEventListener("click", function () {
    people.forEach(function (p) { var d = p.querySelector("details"); if (d && !p.hidden) { if (opens) put(p); d.open = opens; } });
    opens = !opens;
    all.textContent = opens ? say.open : say.close;
  });
  each.addEventListener("change", function () { document.body.classList.toggle("each", each.checked); });
  Array.prototype.forEach.call(list.tHead.rows[0].cells, function (th, i) {
    var text = th.textContent; th.textContent = ""; var b = make("button", text, th); b.type = "button";
    th.setAttribute("aria-sort", i === 0 ? "ascending" : "none");
    b.addEventListener("click", function () {
      var down = th.getAttribute("aria-sort") === "ascending";
      Array.prototype.forEach.call(list.tHead.rows[0].cells, function (c) { c.setAttribute("aria-sort", "none"); });
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      function key(p) { var c = p.rows[0].cells[i], v = c.dataset.v; return v === undefined ? c.textContent : v === "" ? null : Number(v); }
      var keyed = people.map(function (p, at) { return { p: p, k: key(p), at: at }; });
      keyed.sort(function (a, b) {
        if (a.k === null || b.k === null) return (a.k === null) - (b.k === null) || a.at - b.at;
        var c = typeof a.k === "number" ? a.k - b.k : a.k < b.k ? -1 : a.k > b.k ? 1 : 0;
        return (down ? -c : c) || a.at - b.at;
      });
      list.append.apply(list, keyed.map(function (x) { return x.p; }));
    });
  });
  show();
  open(location.hash.slice(1));
  // Widths that are settled once are not found again, over all rows, at each change.
  if (people.length > many) {
    var heads = Array.prototype.slice.call(list.tHead.rows[0].cells), wide = heads.map(function (th) { return th.offsetWidth; }), sum = wide.reduce(function (a, b) { return a + b; }, 0);
    heads.forEach(function (th, i) { th.style.width = 100 * wide[i] / sum + "%"; });
    list.style.tableLayout = "fixed";
  }
})();
