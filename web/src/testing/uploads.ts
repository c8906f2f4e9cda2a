import { HttpResponse } from "msw";
import { on } from "./api";

interface Kept {
  name: string;
  length: number;
  content: string;
}

/** Uploads as the server keeps them, by the letter of tus 1.0; and what became of each. */
export class KeptUploads {
  readonly uploads = new Map<string, Kept>();
  /** Where each request that carried bytes began: `u-1@0`. */
  readonly sent: string[] = [];

  readonly handlers = [
    on.post("/uploads", async ({ request }) => {
      const id = `u-${String(this.uploads.size + 1)}`;
      const name = /filename ([^,]+)/.exec(request.headers.get("Upload-Metadata") ?? "")?.[1] ?? "";
      const content = await request.text();
      const length = Number(request.headers.get("Upload-Length"));
      this.uploads.set(id, { name: decoded(name), length, content });
      if (content) this.sent.push(`${id}@0`);
      const headers = { Location: `/api/v1/uploads/${id}`, ...(content && { "Upload-Offset": String(content.length) }) };
      return HttpResponse.json({ id }, { status: 201, headers });
    }),
    on.head("/uploads/:id", ({ params }) => {
      const kept = this.uploads.get(String(params["id"]));
      if (!kept) return new HttpResponse(null, { status: 404 });
      const headers = { "Upload-Offset": String(kept.content.length), "Upload-Length": String(kept.length) };
      return new HttpResponse(null, { status: 200, headers });
    }),
    on.patch("/uploads/:id", async ({ request, params }) => {
      const id = String(params["id"]);
      const kept = this.uploads.get(id);
      if (!kept) return new HttpResponse(null, { status: 404 });
      this.sent.push(`${id}@${request.headers.get("Upload-Offset") ?? ""}`);
      kept.content += await request.text();
      return new HttpResponse(null, { status: 204, headers: { "Upload-Offset": String(kept.content.length) } });
    }),
    on.delete("/uploads/:id", ({ params }) => {
      const is = this.uploads.delete(String(params["id"]));
      return new HttpResponse(null, { status: is ? 204 : 404 });
    }),
  ];

  /** As if half of a file had come before the page was reloaded. */
  half(id: string, name: string, length: number, content: string): void {
    this.uploads.set(id, { name, length, content });
  }

  clear(): void {
    this.uploads.clear();
    this.sent.length = 0;
  }
}

function decoded(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}
