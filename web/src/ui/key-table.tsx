interface Props {
  groups: readonly { title: string; keys: readonly (readonly [string, string])[] }[];
}

export function KeyTable({ groups }: Props) {
  return (
    <div className="gap-x-8 sm:columns-2">
      {groups.map((group) => (
        <section key={group.title} className="mb-5 break-inside-avoid">
          <h3 className="mb-1 text-xs font-semibold text-faint">{group.title}</h3>
          <dl className="flex flex-col">
            {group.keys.map(([keys, meaning]) => (
              <div key={keys} className="flex min-h-7 items-baseline gap-3 py-0.5 text-sm">
                <dt className="flex w-28 shrink-0 flex-wrap gap-1">
                  {keys.split(" ").map((key) => (
                    <kbd
                      key={key}
                      className="rounded-sm border border-line bg-sunken px-1.5 font-sans text-xs leading-5 text-soft"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd className="min-w-0 text-soft">{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
