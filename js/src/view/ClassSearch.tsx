// Finding one of many classes by its name.

import type { Host } from "./host";
import { control } from "./parts";
import { useMade } from "./tracked";

/** Names as offered: one that several classes share carries its index. */
export function classNames(labels: readonly string[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const label of labels) uses.set(label, (uses.get(label) ?? 0) + 1);
  return new Map(
    labels.map((label, i) => [(uses.get(label) ?? 0) > 1 ? `${label} (${i})` : label, i] as const),
  );
}

export function ClassSearch(props: { host: Host }) {
  const { labels } = props.host.choices;
  const names = useMade(classNames, labels);
  const pick = (input: HTMLInputElement) => {
    const text = input.value.trim();
    const exact = names.get(text) ?? names.get(findLoosely(names, text));
    const missing = text !== "" && exact === undefined;
    input.setCustomValidity(missing ? `No class is called "${text.slice(0, 60)}".` : "");
    if (missing) input.reportValidity();
    if (exact === undefined) return;
    input.value = "";
    props.host.select({ target: exact });
  };
  return (
    <span class="find">
      <input
        class="search"
        type="text"
        list="igviz-classes"
        placeholder="find a class"
        autocomplete="off"
        spellcheck={false}
        {...control(
          "class-search",
          "Find a class to explain",
          "Explain any other class by its name",
        )}
        onInput={(event) => {
          event.currentTarget.setCustomValidity("");
          // A name taken from the list arrives whole, without a key that would end it.
          if (event.inputType === "insertReplacementText") pick(event.currentTarget);
        }}
        onKeyDown={(event) => event.key === "Enter" && pick(event.currentTarget)}
        onChange={(event) => pick(event.currentTarget)}
      />
      <datalist id="igviz-classes">
        {[...names.keys()].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </span>
  );
}

/** The only name that matches when case does not count, so that "samoyed" finds "Samoyed". */
function findLoosely(names: Map<string, number>, text: string): string {
  const lower = text.toLowerCase();
  const found = [...names.keys()].filter((name) => name.toLowerCase() === lower);
  return found.length === 1 ? found[0] : "";
}
