import { describe, expect, it } from "vitest";
import { hundredth, shareIn } from "./percent";

describe("per cent", () => {
  it("moves the point and no digit", () => {
    expect([hundredth("5"), hundredth("25"), hundredth("0.1"), hundredth("24.1975")]).toEqual(["0.05", "0.25", "0.001", "0.241975"]);
  });

  it("tells a share that lies between nothing and all", () => {
    expect([shareIn(" 12.5 "), shareIn("24,1975"), shareIn("0.0000000001")]).toEqual(["0.125", "0.241975", "0.000000000001"]);
    for (const none of ["", "0", "0.00", "100", "-5", "1.", "1e1", "12.34567890123", "half"]) expect(shareIn(none)).toBeNull();
  });
});
