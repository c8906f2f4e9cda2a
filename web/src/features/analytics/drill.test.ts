import type { AccountOut } from "../../api/generated";
import { conditionFor, drillFilter, groupName } from "./drill";

const ACCOUNTS = [{ id: "a-1", name: "Main desk" }] as AccountOut[];

describe("from a group to its trades", () => {
  it("says each group in the filter language", () => {
    expect(conditionFor("symbol", "BRK B", [])).toBe('symbol:"BRK B"');
    expect(conditionFor("account", "a-1", ACCOUNTS)).toBe('account:"Main desk"');
    expect(conditionFor("week", "2026-11-02", [])).toBe("closed:2026-11-02..2026-11-08");
    expect(conditionFor("hold", "5m..15m", [])).toBe("hold>=5m hold<15m");
    expect(conditionFor("hold", "..1m", [])).toBe("hold<1m");
    expect(conditionFor("tag", "", [])).toBe("-has:tags");
  });

  it("counts closed trades only, as the figures do", () => {
    expect(drillFilter("side:long OR r>=2", "", "symbol:A")).toBe("(side:long OR r>=2) symbol:A status:closed");
    expect(drillFilter("", "30d", "symbol:A")).toBe("symbol:A");
    expect(drillFilter("", "", "closed:2026-11")).toBe("closed:2026-11");
  });

  it("names groups for people", () => {
    expect(groupName("hour", "9", [])).toBe("09:00");
    expect(groupName("hold", "5m..15m", [])).toBe("5 min – 15 min");
    expect(groupName("account", "a-1", ACCOUNTS)).toBe("Main desk");
    expect(groupName("playbook", "", [])).toBe("No playbook");
  });
});
