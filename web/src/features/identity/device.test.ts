import { expect, it } from "vitest";
import { deviceOf } from "./device";

it("names the browser and the system it runs on", () => {
  const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
  expect(deviceOf(windows)).toBe("Chrome on Windows");
  expect(deviceOf(`${windows} Edg/140.0`)).toBe("Edge on Windows");
  const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1";
  expect(deviceOf(phone)).toBe("Safari on iPhone");
});

it("names a program by itself, and what says nothing as unknown", () => {
  expect(deviceOf("python-httpx2/2.16")).toBe("python-httpx2");
  expect(deviceOf("")).toBe("Unknown device");
});
