import {
  Column,
  CreateDateColumn,
  Entity,
  type EntityManager,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from "typeorm";
import { Kind, Status, Visibility } from "./enums.ts";
import type { ContentRecord, HubRecord } from "./record.ts";

/** What all rooms may know of each other's records: that they exist, and who may see them. Written with every change, in its transaction. */
@Entity({ schema: "hub", name: "record" })
export class DirectoryEntry {
  @PrimaryColumn("uuid")
  id: string;

  @Index()
  @Column("text")
  kind: Kind;

  @Column("text")
  slug: string;

  @Index({ unique: true, where: '"sourceId" IS NOT NULL' })
  @Column("text", { nullable: true })
  sourceId: string | null;

  @Column("text")
  status: Status;

  @Column("text")
  visibility: Visibility;

  @Column("uuid", { array: true })
  groupIds: string[];

  @Index("record_owner")
  @Column("uuid", { nullable: true })
  ownerId: string | null;

  /** of a topic: itself and all its broader topics; empty for other kinds */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  path: string[];

  /** the working groups whose it is: those for which it is meant, and those that it names */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  workingGroupIds: string[];

  /** when it was first published, or before that written */
  @Column({ type: "timestamptz", precision: 3 })
  appearedAt: Date;

  @Column("int")
  revision: number;
}

/** What all rooms may know of people: that they exist, whether they have been let in, for whom they write and to which groups they belong. Written with every change of one. */
@Entity({ schema: "hub", name: "person" })
export class PersonEntry {
  @PrimaryColumn("uuid")
  id: string;

  /** until an administrator has let them in, only administrators know of them */
  @Column("boolean")
  pending: boolean;

  /** since when they take part; null while they do not */
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  activeSince: Date | null;

  /** the organisation for which they write; null while they do not take part */
  @Index("person_organisation")
  @Column("uuid", { nullable: true })
  organisationId: string | null;

  /** the working groups to which they belong */
  @Column("uuid", { array: true, default: () => "'{}'" })
  groupIds: string[];

  /** whether they take part as a curator, who sees all content */
  @Column("boolean", { default: false })
  curates: boolean;

  /** Set once and for ever: by it triggers in the rooms' own schemas take away what those hold of the person. */
  @Column("boolean", { default: false })
  erased: boolean;
}

/** News of a change, kept until the search index has taken it up. Shaped as Debezium's outbox router reads it. */
@Entity({ schema: "hub", name: "outbox" })
@Index("outbox_order", ["follows", "id"])
export class News {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("text")
  kind: Kind;

  @Column("uuid")
  recordId: string;

  /** the transaction that wrote it: news is read only once no older transaction is still open */
  @Column("bigint")
  xid: string;

  /** it only follows: from news of another record, whose name its document bears, or from a wish to draw all anew; fresh news goes first */
  @Column("boolean", { default: false })
  follows: boolean;

  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  at: Date;
}

/** At which step a record was laid aside: its document could not be drawn from the graph, or the index refused it. */
export type Step = "DRAW" | "INDEX";

/** What could not be carried, with the reason, so that it stops nobody else. It stays until that step has been done. */
@Entity({ schema: "hub", name: "dead_letter" })
export class DeadLetter {
  @PrimaryColumn("uuid")
  recordId: string;

  @PrimaryColumn("text")
  step: Step;

  @Column("text")
  kind: Kind;

  @Column("text")
  reason: string;

  /** when it was laid aside first */
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  at: Date;

  /** when it was tried last */
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  triedAt: Date;
}

/** The channel on which the indexer hears that there is news, and of which record. */
export const CHANNEL = "hub_news";

/** Writes the news of a change, and the record's directory entry, in the transaction of the change itself. */
export async function announce(
  tx: EntityManager,
  kind: Kind,
  record: HubRecord & Partial<ContentRecord> & { path?: string[]; workingGroupIds?: string[] },
) {
  const groupIds = record.groupIds ?? [];
  const entry: DirectoryEntry = {
    id: record.id,
    kind,
    slug: record.slug,
    sourceId: record.provenance.sourceId ?? null,
    status: record.status ?? Status.PUBLISHED,
    visibility: record.visibility ?? Visibility.PUBLIC,
    groupIds,
    ownerId: record.ownerId ?? null,
    path: record.path ?? [],
    workingGroupIds: [...new Set([...groupIds, ...(record.workingGroupIds ?? [])])],
    appearedAt: record.publishedAt ?? record.createdAt,
    revision: record.revision,
  };
  await tx.upsert(DirectoryEntry, entry, ["id"]);
  await tx.query(
    `WITH news AS (INSERT INTO hub.outbox (kind, "recordId", xid) VALUES ($1, $2::uuid, pg_current_xact_id()::text::bigint)) SELECT pg_notify('${CHANNEL}', $2::uuid::text)`,
    [kind, record.id],
  );
}
