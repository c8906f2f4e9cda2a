/** A file and the name it goes by: its own, whatever folder it lay in. */
export interface NamedFile {
  file: File;
  name: string;
}

export function named(files: Iterable<File>): NamedFile[] {
  return [...files].filter((file) => !isHidden(file.name)).map((file) => ({ file, name: file.name }));
}

/**
 * Files of a drop, those in folders and their folders included. The drop's data is only there while its event is
 * handled: what is needed of it is taken before the first wait.
 */
export function droppedFiles(data: DataTransfer | null): Promise<NamedFile[]> {
  const items = [...(data?.items ?? [])].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const files = [...(data?.files ?? [])];
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(named(files));
  return Promise.all(entries.map((entry, place) => (entry ? filesIn(entry) : named(files.slice(place, place + 1))))).then(
    (found) => found.flat(),
  );
}

async function filesIn(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (isHidden(entry.name)) return [];
  if (entry.isFile) return named([await fileOf(entry as FileSystemFileEntry)]);
  const below = await entriesOf((entry as FileSystemDirectoryEntry).createReader());
  const found = await Promise.all(below.map(filesIn));
  return found.flat();
}

/** A folder is read some entries at a time, until an answer is empty. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return found.sort((one, other) => one.name.localeCompare(other.name));
    found.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** Files that systems put beside those of people, such as .DS_Store. */
function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "Thumbs.db" || name === "desktop.ini";
}
