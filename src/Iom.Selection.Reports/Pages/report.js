"use strict";
(function () {
  var list = document.querySelector("table.list");
  document.querySelectorAll("details.figures, .list details").forEach(function (d) { d.open = false; });
  function open(id) {
    var row = id && document.getElementById(id), d = row && row.querySelector("details");
    if (d) { row.hidden = false; d.open = true; }
  }
  window.addEventListener("hashchange", function () { open(location.hash.slice(1)); });
  open(location.hash.slice(1));
  if (!list) return;
  var people = Array.prototype.slice.call(list.tBodies), status = document.createElement("p");
  function make(tag, text, parent) { var e = document.createElement(tag); e.textContent = text; parent.appendChild(e); return e; }
  function field(text, element) { var l = make("label", text, tools); l.appendChild(document.createElement("br")); l.appendChild(element); return element; }
  var tools = document.createElement("div"); tools.className = "tools"; tools.setAttribute("role", "search"); tools.setAttribute("aria-label", "The list");
  var find = field("Find an id or a word", document.createElement("input")); find.type = "search"; find.autocomplete = "off";
  var which = field("Show", document.createElement("select"));
  [["", "everybody on the list"]].concat(Array.from(new Set(people.map(function (p) { return p.dataset.r; }))).map(function (r) { return [r, r]; }))
    .concat([["*tied", "tied, drawn by lot"], ["*could change", "could change"], ["*to settle", "to settle"], ["*flagged", "flagged"], ["*nominated", "nominated"]])
    .forEach(function (o) { make("option", o[1], which).value = o[0]; });
  var all = make("button", "Open all", tools), each = field("", document.createElement("input"));
  all.type = "button"; each.type = "checkbox"; each.parentNode.className = "tick"; each.parentNode.replaceChildren(each, document.createTextNode("One page a person when printed"));
  status.setAttribute("role", "status"); status.className = "soft";
  var holder = list.parentNode; holder.parentNode.insertBefore(tools, holder); holder.parentNode.insertBefore(status, holder);
  function show() {
    var text = find.value.trim().toLowerCase(), kind = which.value, shown = 0;
    people.forEach(function (p) {
      var fits = (!kind || (kind[0] === "*" ? p.dataset.m.split("|").indexOf(kind.slice(1)) >= 0 : p.dataset.r === kind)) && (!text || p.rows[0].textContent.toLowerCase().indexOf(text) >= 0 || p.textContent.toLowerCase().indexOf(text) >= 0);
      p.hidden = !fits; if (fits) shown++;
    });
    status.textContent = shown + " of " + people.length + " people shown.";
  }
  find.addEventListener("input", show); which.addEventListener("change", show);
  all.addEventListener("click", function () {
    var opens = all.textContent === "Open all";
    people.forEach(function (p) { var d = p.querySelector("details"); if (d && !p.hidden) d.open = opens; });
    all.textContent = opens ? "Close all" : "Open all";
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
})();
