-- How grave an alert is, for comparisons: info < warning < critical. Null for anything else.
create or replace function alert_rank(severity text) returns int language sql immutable parallel safe as
$$ select array_position(array['info', 'warning', 'critical'], severity) $$;
