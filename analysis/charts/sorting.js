// A click on a head sorts the table before this script by that column, another click the other way round. Numbers sort
// as numbers, text as in German; a cell's data-order stands before what it shows.
(() => {
  const table = document.currentScript.previousElementSibling;
  const value = (row, place) => row.cells[place].dataset.order ?? row.cells[place].textContent.trim();
  const compare = (a, b) => (a !== "" && b !== "" && a - b) || a.localeCompare(b, "de", { numeric: true });
  [...table.tHead.rows[0].cells].forEach((head, place, heads) => {
    const sort = () => {
      const down = head.ariaSort === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.ariaSort = down ? "descending" : "ascending";
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(value(a, place), value(b, place)) * (down ? -1 : 1));
      table.tBodies[0].append(...rows);
    };
    head.tabIndex = 0;
    head.style.cursor = "pointer";
    head.title = "Sort";
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => event.key === "Enter" && sort());
  });
})();
