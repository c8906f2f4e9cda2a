import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import { apiServer, on, problem } from "../testing/api";
import { authTotpBegin } from "./generated";
import { setProver } from "./proof";

let asked = 0;
const made = { secret: "ABC", uri: "otpauth://x", qr_code: "data:," };
apiServer(
  on.post("/auth/totp", () => {
    asked += 1;
    return asked % 2 === 1 ? problem(403, "session.reauth_required", "Prove first that it is you.") : HttpResponse.json(made);
  }),
);

it("asks who it is and goes on by itself", async () => {
  asked = 0;
  setProver(() => Promise.resolve(true));
  expect(await authTotpBegin()).toEqual(made);
  expect(asked).toBe(2);
});

it("tells the refusal when nobody proves anything", async () => {
  asked = 0;
  setProver(() => Promise.resolve(false));
  await expect(authTotpBegin()).rejects.toMatchObject({ code: "session.reauth_required" });
  expect(asked).toBe(1);
  setProver(null);
});
