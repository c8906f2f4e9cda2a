import { useQuery } from "@tanstack/react-query";
import { permissionsQuery } from "../../api/queries/access";
import { Icon } from "../../ui/icon";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { ROLES } from "./role-view";

/** The one table of permissions, as the server checks it. */
export function RoleTable() {
  const table = useQuery(permissionsQuery).data?.items ?? [];
  return (
    <ScrollRegion label="What each role may do">
      <Table>
        <thead>
          <tr>
            <HeadCell>Permission</HeadCell>
            {ROLES.map((one) => (
              <HeadCell key={one.role} className="text-center!">
                {one.label}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.map((one) => (
            <Row key={one.permission}>
              <Cell className="min-w-56">
                {one.allows}
                <span className="block font-mono text-2xs text-faint">{one.permission}</span>
              </Cell>
              {ROLES.map(({ role, label }) => (
                <Cell key={role} className="text-center">
                  {one.roles.includes(role) ? (
                    <>
                      <Icon name="check" className="mx-auto text-gain" />
                      <span className="sr-only">{label}: yes</span>
                    </>
                  ) : (
                    <span className="sr-only">{label}: no</span>
                  )}
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
