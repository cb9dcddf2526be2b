/* The run sheet as a text file: what is next, what was asked, which topics were taken up when. */
(function (desk) {
  "use strict";

  const { say } = desk;

  function one(id, before) {
    const row = desk.rows.get(id), { n, people } = desk.sizes(row);
    const sizes = say("candidate_size", { messages: desk.messages(n), people: desk.people(people) });
    const lines = [`${before} ${row.gone ? say("gone") : row.text} (${sizes})`];
    if (row.note) lines.push(`   ${say("sheet_note", { note: row.note })}`);
    return lines;
  }

  function asked(id) {
    const row = desk.rows.get(id);
    return one(id, `${row.since ? desk.minute(row.since) : ""} [${say(`state_${desk.state(id)}`)}]`);
  }

  function section(key, lines) { return lines.length ? ["", `## ${say(key)}`, "", ...lines] : []; }

  function sheet() {
    const topics = desk.known.topics, onAir = desk.onAir();
    const taken = topics.flatMap((topic) => topic.taken_up.map((second) => [second, topic.label])).sort((a, b) => a[0] - b[0]);
    const open = topics.filter((topic) => !topic.taken_up.length).sort((a, b) => b.people - a.people);
    return [
      `# ${say("sheet_title", { title: desk.title })}`,
      say("sheet_made", { at: desk.clock(new Date(desk.now()).toISOString()) }),
      ...section("showing", onAir ? one(onAir, "-") : []),
      ...section("sheet_next", desk.queue().flatMap((id, n) => one(id, `${n + 1}.`))),
      ...section("sheet_past", desk.air.past().reverse().flatMap(asked)),
      ...section("sheet_topics", taken.map(([second, label]) => `${desk.span(second)} ${label}`)),
      ...section("sheet_open", open.map((topic) => `- ${topic.label} (${desk.people(topic.people)})`)),
      "",
    ].join("\r\n");
  }

  desk.part("sheet").addEventListener("click", () => {
    const link = desk.make("a", { download: `${say("sheet_file")}-${desk.meeting}.txt` });
    link.href = URL.createObjectURL(new Blob(["\ufeff", sheet()], { type: "text/plain;charset=utf-8" }));
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
})(window.KoemapDesk);
