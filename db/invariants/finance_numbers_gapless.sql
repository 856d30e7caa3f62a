-- Journal numbers have no gap: as many entries as the counter has given.
select s.tenant_id, s.company_id, s.document, c.period, c.next - 1 as given, count(e.id) as used
from number_series s
join number_counter c on c.tenant_id = s.tenant_id and c.series_id = s.id
left join journal_entry e on e.tenant_id = s.tenant_id and e.company_id = s.company_id and 'journal_entry.' || e.journal = s.document
  and to_char(e.posting_date, 'YYYY-MM') like c.period || '%'
where s.gapless and s.document like 'journal_entry.%'
group by 1, 2, 3, 4, c.next having c.next - 1 <> count(e.id)
